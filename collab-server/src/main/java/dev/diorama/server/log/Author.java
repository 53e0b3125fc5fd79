package dev.diorama.server.log;

/**
 * Who is accountable for an update, as they were called when they made it.
 *
 * @param id the same for updates of the same somebody; never empty
 * @param name to be shown, empty when unknown
 * @param color to be shown, as {@code #rrggbb}, empty when unknown
 */
public record Author(String id, String name, String color) {
    /** Somebody of whom nothing is known. */
    public static final Author GUEST = new Author("guest", "", "");
}
