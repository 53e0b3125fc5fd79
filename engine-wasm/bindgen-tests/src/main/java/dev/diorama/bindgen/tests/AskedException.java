package dev.diorama.bindgen.tests;

import dev.diorama.bindgen.Coded;

/** An expected failure. */
final class AskedException extends RuntimeException implements Coded {
    private static final long serialVersionUID = 1L;

    AskedException(String message) {
        super(message);
    }

    @Override
    public String errorCode() {
        return "AS_ASKED";
    }
}
