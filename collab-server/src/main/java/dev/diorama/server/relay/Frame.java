package dev.diorama.server.relay;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way to one or many sockets; the bytes are shared and never change.
 *
 * @param presenceOf client whose presence this is and nothing else: a newer one may take its place in a queue. Null for all else
 */
// The record is a carrier and never compared.
@SuppressWarnings("ArrayRecordComponent")
record Frame(byte[] bytes, @Nullable Long presenceOf) {
    /** An awareness message without states: old and new providers take it for a sign of life and do nothing. */
    static final Frame KEEP_ALIVE = new Frame(new byte[] {1, 1, 0}, null);

    static Frame of(byte[] bytes) {
        return new Frame(bytes, null);
    }

    static Frame presence(byte[] bytes, long client) {
        return new Frame(bytes, client);
    }
}
