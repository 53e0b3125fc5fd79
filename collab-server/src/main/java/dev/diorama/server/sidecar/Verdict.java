package dev.diorama.server.sidecar;

/** What came of a checkpoint. */
enum Verdict {
    /** Both implementations have the same document. */
    VERIFIED,
    /** They do not: the room's log must never be pruned. */
    MISMATCH,
    /** The sidecar gave no answer that can be believed. */
    UNAVAILABLE
}
