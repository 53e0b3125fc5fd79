package dev.diorama.server.log;

import org.jspecify.annotations.Nullable;

/**
 * What a client says of an edit of its own, and nobody can check.
 *
 * @param gesture id that joins the updates of one user action
 * @param timeMillis when the edit was made by the client's clock, milliseconds since 1970 UTC
 * @param path how the gesture went from its beginning to the edit, as JSON text
 */
public record EditClaim(
        @Nullable String gesture,
        @Nullable Long timeMillis,
        @Nullable String path) {
    /** Nothing is said, as by every client that only speaks the y-websocket protocol. */
    public static final EditClaim NONE = new EditClaim(null, null, null);
}
