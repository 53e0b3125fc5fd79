package dev.diorama.engine.boundary;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.Uint8Array;

/*
 * Bytes are what a crossing costs, not calls: a byte[] parameter is copied element by element, some hundred times slower than
 * memory. So both sides copy in bulk from and to one block of linear memory, made at start:
 *
 *   in:  glue expect(total), then per piece: set() into the view, take(count); the next call finds the whole array in taken().
 *   out: per piece: put() into the block, Host.piece(...), and the glue copies it out before it returns.
 *
 * The view becomes empty when linear memory grows; the glue sees that and asks for a new one.
 */
/** The block of linear memory through which all bytes cross, in pieces where they are more than it holds. */
final class Mailbox {
    /** Bytes that cross at once. */
    static final int SIZE = 256 << 10;

    private final ByteBuffer block = ByteBuffer.allocateDirect(SIZE);
    private final Inbox inbox = new Inbox();

    /** A view of the block, for the glue; it lasts until linear memory grows. */
    Uint8Array view() {
        return Uint8Array.fromJavaBuffer(block);
    }

    /** Bytes will come, this many in all. */
    void expect(int total) {
        inbox.expect(total);
    }

    /** The next bytes of what was announced lie at the start of the block. */
    void take(int count) {
        int at = inbox.claim(count, SIZE);
        block.get(0, inbox.bytes(), at, count);
    }

    /** What came since {@link #expect}, whole; the caller's own from now on. */
    byte[] taken() {
        return inbox.taken();
    }

    /** Hands bytes to the glue. */
    void give(Host host, int target, int kind, byte[] bytes) {
        int from = 0;
        do {
            int count = Math.min(SIZE, bytes.length - from);
            block.put(0, bytes, from, count);
            host.piece(target, kind, bytes.length, from, count);
            from += count;
        } while (from < bytes.length);
    }

    /** What is arriving: checks every number that comes from outside. Plain Java, tested on the JVM. */
    static final class Inbox {
        /** More than this in one message is refused. */
        static final int MOST = 256 << 20;

        private byte @Nullable [] bytes;
        private int filled;

        void expect(int total) {
            if (total < 0 || total > MOST) {
                throw new BoundaryException(
                        "INVALID_ARGUMENT", "too many bytes at once: count=" + total + ", most=" + MOST);
            }
            bytes = new byte[total];
            filled = 0;
        }

        int claim(int count, int most) {
            if (count < 0 || count > most || count > bytes().length - filled) {
                throw new BoundaryException("INTERNAL", "piece does not fit: count=" + count + ", filled=" + filled);
            }
            int at = filled;
            filled += count;
            return at;
        }

        byte[] bytes() {
            if (bytes == null) {
                throw new BoundaryException("INTERNAL", "bytes came unannounced");
            }
            return bytes;
        }

        byte[] taken() {
            byte[] whole = bytes();
            if (filled != whole.length) {
                throw new BoundaryException("INTERNAL", "bytes are missing: filled=" + filled + ", of=" + whole.length);
            }
            bytes = null;
            return whole;
        }
    }
}
