package dev.diorama.engine.editor;

import dev.diorama.bindgen.Coded;

/** A call that could not be done; nothing was changed. */
public final class EditorException extends RuntimeException implements Coded {
    private static final long serialVersionUID = 1L;

    private final Code code;

    public EditorException(Code code, String message) {
        super(message);
        this.code = code;
    }

    EditorException(Code code, Exception cause) {
        super(cause.getMessage(), cause);
        this.code = code;
    }

    /** The stable reason; its name is the {@code code} of the page's {@code EngineError}. */
    public Code code() {
        return code;
    }

    @Override
    public String errorCode() {
        return code.name();
    }

    /** Why a call failed. */
    public enum Code {
        /** Bytes from outside that are no update or message. */
        BAD_UPDATE,
        /** No node has this id. */
        UNKNOWN_NODE,
        /** The scene does not allow this edit. */
        INVALID_EDIT,
        /** A value that this call does not take, now or at all. */
        INVALID_ARGUMENT,
        /** The scene shown is a past one. */
        READ_ONLY
    }
}
