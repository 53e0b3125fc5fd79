package dev.diorama.server.authorship;

import dev.diorama.scene.lib0.Json;
import dev.diorama.server.log.Author;
import dev.diorama.server.log.AuthorJson;
import dev.diorama.server.log.RoomName;
import java.util.LinkedHashMap;
import java.util.Map;

/** The answer about last changes as JSON: each author once, the nodes by the author's place. */
final class AuthorshipJson {
    private AuthorshipJson() {}

    /** Writes the first {@code limit} nodes of an answer. */
    static String of(RoomName room, String log, Authorship.Answer answer, int limit) {
        int count = Math.min(limit, answer.nodes().size());
        Map<Author, Integer> authors = new LinkedHashMap<>();
        StringBuilder nodes = new StringBuilder();
        for (ChangedNode node : answer.nodes().subList(0, count)) {
            LastChange change = node.change();
            Integer author = authors.get(change.author());
            if (author == null) {
                author = authors.size();
                authors.put(change.author(), author);
            }
            nodes.append(nodes.isEmpty() ? "{\"id\":" : ",{\"id\":");
            Json.printString(node.id(), nodes);
            nodes.append(",\"author\":").append(author);
            nodes.append(",\"time\":").append(change.timeMillis());
            nodes.append(",\"sequence\":").append(change.sequence()).append('}');
        }
        StringBuilder out = new StringBuilder("{\"room\":");
        Json.printString(room.value(), out);
        out.append(",\"log\":");
        Json.printString(log, out);
        out.append(",\"sequence\":").append(answer.sequence()).append(",\"authors\":[");
        String separator = "";
        for (Author author : authors.keySet()) {
            out.append(separator);
            AuthorJson.print(author, out);
            separator = ",";
        }
        out.append("],\"nodes\":[").append(nodes);
        return out.append("],\"more\":")
                .append(count < answer.nodes().size())
                .append('}')
                .toString();
    }
}
