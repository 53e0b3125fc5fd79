package dev.diorama.engine.webgpu;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.teavm.jso.typedarrays.ArrayBuffer;
import org.teavm.jso.typedarrays.Float32Array;
import org.teavm.jso.typedarrays.Int32Array;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * One block of linear memory through which numbers pass between Java's arrays and JavaScript, made once.
 *
 * <p>Views of linear memory become empty when the memory grows; they are made again then, never else.
 */
final class Staging {
    /** Bytes that pass at once; more go in several pieces. */
    static final int SIZE = 1 << 20;

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.nativeOrder());
    private final FloatBuffer floats = bytes.asFloatBuffer();
    private final IntBuffer ints = bytes.asIntBuffer();
    private Uint8Array byteView = Uint8Array.fromJavaBuffer(bytes);
    private Float32Array floatView = Float32Array.fromJavaBuffer(floats);
    private Int32Array intView = Int32Array.fromJavaBuffer(ints);

    /** Copies at most a quarter of {@link #SIZE} elements to the start of the block. */
    Float32Array stage(float[] data, int from, int count) {
        floats.put(0, data, from, count);
        renewViews();
        return floatView;
    }

    /** Copies at most a quarter of {@link #SIZE} elements to the start of the block. */
    Int32Array stage(int[] data, int from, int count) {
        ints.put(0, data, from, count);
        renewViews();
        return intView;
    }

    /** Copies bytes of JavaScript's into Java's array. */
    void copy(ArrayBuffer source, byte[] target) {
        for (int from = 0; from < target.length; from += SIZE) {
            int count = Math.min(SIZE, target.length - from);
            renewViews();
            byteView.set(new Uint8Array(source, from, count), 0);
            bytes.get(0, target, from, count);
        }
    }

    private void renewViews() {
        if (byteView.getByteLength() == 0) {
            byteView = Uint8Array.fromJavaBuffer(bytes);
            floatView = Float32Array.fromJavaBuffer(floats);
            intView = Int32Array.fromJavaBuffer(ints);
        }
    }
}
