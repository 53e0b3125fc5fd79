package dev.diorama.server.relay;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to one or many sockets; its bytes are shared and never change.
 *
 * <p>A large one lies outside of the heap, where the network layer can write it for any number of sockets without a copy of its own.
 */
final class Frame {
    /** An awareness message without states: old and new providers take it for a sign of life and do nothing. */
    static final Frame KEEP_ALIVE = of(new byte[] {1, 1, 0});

    private final byte[] head;
    private final @Nullable ByteBuffer body;
    private final boolean presence;

    private Frame(byte[] head, @Nullable ByteBuffer body, boolean presence) {
        this.head = head;
        this.body = body;
        this.presence = presence;
    }

    static Frame of(byte[] bytes) {
        return new Frame(bytes, null, false);
    }

    /** What people in the room do now: at most one of these waits for a socket. */
    static Frame presence(byte[] bytes) {
        return new Frame(bytes, null, true);
    }

    /**
     * A frame in two parts.
     *
     * @param body direct, from position 0; may be in other frames, too
     */
    static Frame shared(byte[] head, ByteBuffer body) {
        return new Frame(head, body, false);
    }

    /** Number of bytes. */
    int size() {
        return head.length + (body == null ? 0 : body.limit());
    }

    /** All bytes, not to be changed; a copy if the frame is a shared one. */
    byte[] bytes() {
        if (body == null) {
            return head;
        }
        byte[] all = new byte[size()];
        System.arraycopy(head, 0, all, 0, head.length);
        body.get(0, all, head.length, body.limit());
        return all;
    }

    /** The first bytes: all of them, unless there is a body. */
    byte[] head() {
        return head;
    }

    /** The bytes that follow the head, as a view of its own; null if there are none. */
    @Nullable ByteBuffer body() {
        return body == null ? null : body.asReadOnlyBuffer();
    }

    /** Whether there is a body. */
    boolean isShared() {
        return body != null;
    }

    boolean isPresence() {
        return presence;
    }
}
