package dev.diorama.scene.schema;

/** A text that cannot be pasted. */
public final class ClipboardException extends Exception {

    private final Reason reason;

    /** A refused text: what is wrong, as "what: name=value". */
    public ClipboardException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The class of the failure. */
    public Reason reason() {
        return reason;
    }

    /** Classes of failures that a caller may want to tell apart. */
    public enum Reason {
        /** Something else was copied; nothing to tell anybody. */
        NOT_OURS,
        /** A newer version copied it. */
        NEWER_VERSION,
        /** More than a clipboard may hold. */
        TOO_LARGE,
        /** It says it is ours, and isn't what ours would be. */
        MALFORMED
    }
}
