package dev.diorama.server.log;

import dev.diorama.scene.lib0.Json;

/** An author as every REST answer writes it: {@code {"id":…,"name":…,"color":…}}. */
public final class AuthorJson {
    private AuthorJson() {}

    /** Appends an author. */
    public static void print(Author author, StringBuilder out) {
        out.append("{\"id\":");
        Json.printString(author.id(), out);
        out.append(",\"name\":");
        Json.printString(author.name(), out);
        out.append(",\"color\":");
        Json.printString(author.color(), out);
        out.append('}');
    }
}
