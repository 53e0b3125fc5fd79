package dev.diorama.bindgen.tests;

/** What {@link Probe} throws. */
enum ErrorCode {
    /** As asked. */
    AS_ASKED
}
