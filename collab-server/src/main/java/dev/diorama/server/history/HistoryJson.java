package dev.diorama.server.history;

import dev.diorama.scene.lib0.Json;
import dev.diorama.server.log.AuthorJson;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.RoomName;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers of the history's REST interface as JSON, numbers and text as JavaScript writes them. */
final class HistoryJson {
    private HistoryJson() {}

    static String of(RoomState state) {
        StringBuilder out = new StringBuilder("{\"room\":");
        Json.printString(state.room().value(), out);
        out.append(",\"sequence\":").append(state.sequence());
        out.append(",\"stateHash\":\"").append(state.stateHash()).append("\",\"scene\":");
        Json.print(state.scene(), out);
        return out.append('}').toString();
    }

    static String of(RoomName room, String log, long head, List<LoggedUpdate> page) {
        StringBuilder out = new StringBuilder("{\"room\":");
        Json.printString(room.value(), out);
        out.append(",\"log\":");
        Json.printString(log, out);
        out.append(",\"head\":").append(head).append(",\"updates\":[");
        String separator = "";
        for (LoggedUpdate entry : page) {
            out.append(separator);
            print(entry, out);
            separator = ",";
        }
        return out.append("]}").toString();
    }

    private static void print(LoggedUpdate entry, StringBuilder out) {
        out.append("{\"sequence\":").append(entry.sequence());
        out.append(",\"time\":").append(entry.timeMillis()).append(",\"author\":");
        AuthorJson.print(entry.author(), out);
        out.append(",\"client\":").append(entry.client()).append(",\"gesture\":");
        printNullable(entry.gesture(), out);
        out.append(",\"claimed\":").append(entry.claim().timeMillis());
        out.append(",\"path\":").append(entry.claim().path());
        out.append(",\"bytes\":\"")
                .append(Base64.getEncoder().encodeToString(entry.bytes()))
                .append("\"}");
    }

    private static void printNullable(@Nullable String text, StringBuilder out) {
        if (text == null) {
            out.append("null");
        } else {
            Json.printString(text, out);
        }
    }
}
