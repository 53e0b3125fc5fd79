package dev.diorama.engine.editor;

/** What {@link EditorCore} asks of the page. Called between frames and inside calls of the core, never from another thread. */
public interface EditorHost {
    /** Sends one y-websocket message; the array belongs to the host from now on. */
    void send(byte[] message);

    /**
     * Stores one update of this person's own making, before it is sent.
     *
     * @param about what is known of it beside its bytes: JSON, as {@code LocalEdit} of the npm package
     */
    void localUpdate(byte[] update, String about);

    /** Says what to pull again: the union of {@link Topic} bits, at most once per call of the core. */
    void changed(int topics);
}
