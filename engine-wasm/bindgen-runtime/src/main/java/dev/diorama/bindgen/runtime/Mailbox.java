package dev.diorama.bindgen.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.teavm.jso.typedarrays.Uint8Array;

/*
 * Bytes are what a crossing costs, not calls: a byte[] parameter is copied element by element, some hundred times slower than
 * memory. So both sides copy in bulk from and to one block of linear memory, made at start:
 *
 *   in:  glue expect(total, kind), then per piece: set() into the view, take(count); the next call finds the whole array in taken().
 *   out: per piece: put() into the block, Host.piece(...), and the glue copies it out before it returns.
 *
 * The view becomes empty when linear memory grows; the glue sees that and asks for a new one. Counts are of bytes on both sides.
 */
/** The block of linear memory through which all arrays cross, in pieces where they are more than it holds. */
public final class Mailbox {
    /** Bytes that cross at once. */
    static final int SIZE = 256 << 10;

    private final ByteBuffer block = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.nativeOrder());
    private final Inbox inbox = new Inbox();

    /** A view of the block, for the glue; it lasts until linear memory grows. */
    public Uint8Array view() {
        return Uint8Array.fromJavaBuffer(block);
    }

    /** An array will come, of this many bytes in all and of one of the kinds of {@link Inbox}. */
    public void expect(int total, int kind) {
        inbox.expect(total, kind);
    }

    /** The next bytes of what was announced lie at the start of the block. */
    public void take(int count) {
        int at = inbox.claim(count, SIZE);
        byte[] bytes = inbox.bytes();
        int[] ints = inbox.ints();
        float[] floats = inbox.floats();
        if (bytes != null) {
            block.get(0, bytes, at, count);
        } else if (ints != null) {
            block.asIntBuffer().get(0, ints, at >> 2, count >> 2);
        } else if (floats != null) {
            block.asFloatBuffer().get(0, floats, at >> 2, count >> 2);
        }
    }

    /** What came since {@link #expect}, whole; the caller's own from now on. */
    public byte[] takenBytes() {
        return inbox.takenBytes();
    }

    /** What came since {@link #expect}, whole; the caller's own from now on. */
    public int[] takenInts() {
        return inbox.takenInts();
    }

    /** What came since {@link #expect}, whole; the caller's own from now on. */
    public float[] takenFloats() {
        return inbox.takenFloats();
    }

    /** Hands an array to the glue. */
    public void give(Host host, int target, int kind, byte[] bytes) {
        int from = 0;
        do {
            int count = Math.min(SIZE, bytes.length - from);
            block.put(0, bytes, from, count);
            host.piece(target, kind, bytes.length, from, count);
            from += count;
        } while (from < bytes.length);
    }

    /** Hands an array to the glue. */
    public void give(Host host, int target, int kind, int[] ints) {
        IntBuffer words = block.asIntBuffer();
        int from = 0;
        do {
            int count = Math.min(SIZE / 4, ints.length - from);
            words.put(0, ints, from, count);
            host.piece(target, kind, 4 * ints.length, 4 * from, 4 * count);
            from += count;
        } while (from < ints.length);
    }

    /** Hands an array to the glue. */
    public void give(Host host, int target, int kind, float[] floats) {
        FloatBuffer words = block.asFloatBuffer();
        int from = 0;
        do {
            int count = Math.min(SIZE / 4, floats.length - from);
            words.put(0, floats, from, count);
            host.piece(target, kind, 4 * floats.length, 4 * from, 4 * count);
            from += count;
        } while (from < floats.length);
    }
}
