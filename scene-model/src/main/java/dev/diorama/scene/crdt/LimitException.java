package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.DecodeException;

/** An update that is well-formed, but more than the document may come to hold; nothing was changed by it. */
public final class LimitException extends DecodeException {

    private final Kind kind;

    LimitException(Kind kind, long count, long limit) {
        super(kind.what + ": count=" + count + " limit=" + limit);
        this.kind = kind;
    }

    /** Which limit it is. */
    public Kind kind() {
        return kind;
    }

    /** The limits of {@link DocumentLimits}. */
    public enum Kind {
        CLIENTS("too many clients in the document"),
        WAITING("too many edits wait for others");

        private final String what;

        Kind(String what) {
            this.what = what;
        }
    }
}
