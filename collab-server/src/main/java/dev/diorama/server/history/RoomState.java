package dev.diorama.server.history;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.SceneJson;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.RoomSnapshots;

/**
 * A room as of one entry of its log.
 *
 * @param sequence the entry; 0 before the first
 * @param stateHash hash over all root types, 64 hex digits
 * @param scene the root types as JSON
 */
record RoomState(RoomName room, long sequence, String stateHash, AnyValue scene) {
    /** Makes the state of what the log holds up to an entry; blocks. */
    static RoomState restore(RoomSnapshots snapshots, RoomName room, long sequence) {
        YDoc doc = snapshots.restore(room, sequence, () -> YDoc.of(0)).doc();
        return new RoomState(room, sequence, StateHash.of(doc), SceneJson.of(doc));
    }
}
