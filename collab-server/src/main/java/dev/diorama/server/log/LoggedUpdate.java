package dev.diorama.server.log;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the log.
 *
 * @param sequence position in its room, counting from 1 without gaps
 * @param timeMillis server's clock when the update was accepted, milliseconds since 1970 UTC
 * @param author who is accountable for it
 * @param client CRDT client id (uint32) whose structs the update brings, 0 when it brings none
 * @param claim what the client said of it
 * @param bytes Yjs update, v1 encoding
 */
// The record is a carrier and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record LoggedUpdate(long sequence, long timeMillis, Author author, long client, EditClaim claim, byte[] bytes) {
    /** Id that joins the updates of one user action, when the client told it. */
    public @Nullable String gesture() {
        return claim.gesture();
    }
}
