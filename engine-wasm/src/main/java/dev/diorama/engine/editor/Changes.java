package dev.diorama.engine.editor;

/** Gathers what changed during a call from outside, and tells the host once at its end. */
final class Changes {
    private final EditorHost host;
    private int topics;
    private int depth;

    Changes(EditorHost host) {
        this.host = host;
    }

    /** A call from outside begins; {@link #exit} must follow, whatever happens. */
    void enter() {
        depth++;
    }

    void exit() {
        depth--;
        if (depth == 0 && topics != 0) {
            int told = topics;
            topics = 0;
            host.changed(told);
        }
    }

    /** Something changed; bits of {@link Topic}. */
    void mark(int newTopics) {
        topics |= newTopics;
    }
}
