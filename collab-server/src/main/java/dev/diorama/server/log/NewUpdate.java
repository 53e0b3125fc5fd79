package dev.diorama.server.log;

/**
 * An update that is to be logged.
 *
 * @param timeMillis server's clock when the update was accepted, milliseconds since 1970 UTC
 * @param author who is accountable for it, as {@code access} and their presence named them
 * @param client CRDT client id (uint32) whose structs the update brings, 0 when it brings none
 * @param claim what the client said of it
 * @param bytes Yjs update, v1 encoding, already validated; not copied, so the caller must not change it
 */
// The record is a carrier and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record NewUpdate(long timeMillis, Author author, long client, EditClaim claim, byte[] bytes) {
    /** An update of which the client said nothing. */
    public NewUpdate(long timeMillis, Author author, long client, byte[] bytes) {
        this(timeMillis, author, client, EditClaim.NONE, bytes);
    }
}
