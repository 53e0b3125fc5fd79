package dev.diorama.server.relay;

import dev.diorama.server.log.EditClaim;

/**
 * An update that a socket sent, and what it said of it.
 *
 * @param id number by which the sender wants to hear of it, {@link #UNNUMBERED} in the plain protocol
 */
// The record is a carrier and never compared.
@SuppressWarnings("ArrayRecordComponent")
record Edit(byte[] update, EditClaim claim, long id) {
    static final long UNNUMBERED = -1;

    /** An edit of the plain protocol. */
    static Edit of(byte[] update) {
        return new Edit(update, EditClaim.NONE, UNNUMBERED);
    }

    boolean isNumbered() {
        return id != UNNUMBERED;
    }

    /** Whether it holds neither structs nor deletions, as the step2 of a client that has nothing new. */
    boolean isEmpty() {
        return update.length == 2 && update[0] == 0 && update[1] == 0;
    }
}
