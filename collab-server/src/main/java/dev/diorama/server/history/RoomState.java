package dev.diorama.server.history;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.SceneJson;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.RoomReplay;
import dev.diorama.server.log.UpdateLog;

/**
 * A room as of one entry of its log.
 *
 * @param sequence the entry; 0 before the first
 * @param stateHash hash over all root types, 64 hex digits
 * @param scene the root types as JSON
 */
record RoomState(RoomName room, long sequence, String stateHash, AnyValue scene) {
    /** Makes the state by replaying the log into a fresh document; blocks. */
    static RoomState replay(UpdateLog log, RoomName room, long sequence) {
        YDoc doc = YDoc.of(0);
        RoomReplay.apply(log, room, 1, sequence, doc);
        return new RoomState(room, sequence, StateHash.of(doc), SceneJson.of(doc));
    }
}
