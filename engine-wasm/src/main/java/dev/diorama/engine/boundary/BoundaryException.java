package dev.diorama.engine.boundary;

/** A call that the boundary itself refuses, with the code that the glue's {@code EngineError} carries. */
final class BoundaryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    BoundaryException(String code, String message) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }
}
