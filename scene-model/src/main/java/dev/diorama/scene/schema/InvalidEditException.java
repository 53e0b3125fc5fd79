package dev.diorama.scene.schema;

/** An edit that cannot be done; nothing was changed by it. */
public final class InvalidEditException extends Exception {

    private final Reason reason;

    /**
     * A refused edit.
     *
     * @param message what is wrong, as "what: name=value"
     */
    public InvalidEditException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The class of the failure. */
    public Reason reason() {
        return reason;
    }

    /** Classes of failures that a caller may want to tell apart. */
    public enum Reason {
        /** A node that isn't there (any more). */
        UNKNOWN_NODE,
        /** A material, asset or comment that isn't there (any more). */
        UNKNOWN_ENTRY,
        /** A node would come to hang below itself. */
        CYCLE,
        /** A number, name or id outside what the schema allows, or a node on which this edit makes no sense. */
        BAD_VALUE,
        /** The document was written by a newer version of the schema. */
        READ_ONLY
    }
}
