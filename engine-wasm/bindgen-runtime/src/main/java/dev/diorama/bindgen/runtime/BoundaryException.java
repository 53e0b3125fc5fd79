package dev.diorama.bindgen.runtime;

import dev.diorama.bindgen.Coded;

/** A call that the boundary itself refuses. */
public final class BoundaryException extends RuntimeException implements Coded {
    private static final long serialVersionUID = 1L;

    private final String code;

    public BoundaryException(String code, String message) {
        super(message);
        this.code = code;
    }

    @Override
    public String errorCode() {
        return code;
    }
}
