package dev.diorama.server.sidecar;

import dev.diorama.scene.lib0.Json;
import dev.diorama.server.log.RoomName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checkpoints as JSON. */
final class CheckpointJson {
    private CheckpointJson() {}

    /** A page of a room's checkpoints; {@code next} is the id to ask below for the next one, null at the end. */
    static String of(RoomName room, boolean quarantined, List<StoredCheckpoint> page, @Nullable Long next) {
        StringBuilder out = new StringBuilder("{\"room\":");
        Json.printString(room.value(), out);
        out.append(",\"quarantined\":").append(quarantined).append(",\"checkpoints\":[");
        String separator = "";
        for (StoredCheckpoint each : page) {
            out.append(separator).append("{\"id\":").append(each.id()).append(',');
            print(each.checkpoint(), out);
            out.append('}');
            separator = ",";
        }
        return out.append("],\"next\":").append(next).append('}').toString();
    }

    /** A checkpoint that says which room it is about. */
    static String of(Checkpoint checkpoint) {
        StringBuilder out = new StringBuilder("{\"room\":");
        Json.printString(checkpoint.room().value(), out);
        out.append(",\"log\":");
        Json.printString(checkpoint.log(), out);
        out.append(',');
        print(checkpoint, out);
        return out.append('}').toString();
    }

    private static void print(Checkpoint checkpoint, StringBuilder out) {
        out.append("\"sequence\":").append(checkpoint.sequence());
        out.append(",\"time\":").append(checkpoint.timeMillis());
        out.append(",\"verdict\":\"").append(checkpoint.verdict()).append("\",\"server\":");
        print(checkpoint.server(), out);
        out.append(",\"sidecar\":");
        print(checkpoint.sidecar(), out);
        out.append(",\"detail\":");
        Json.printString(checkpoint.detail(), out);
    }

    private static void print(@Nullable Hashes hashes, StringBuilder out) {
        if (hashes == null) {
            out.append("null");
            return;
        }
        out.append("{\"snapshotHash\":\"").append(hashes.snapshot());
        out.append("\",\"stateHash\":\"").append(hashes.state()).append("\"}");
    }
}
