package dev.diorama.bindgen.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The array that is arriving: checks every number that comes from outside. Counts are of bytes.
 *
 * <p>A field for each type of array, because TeaVM 0.15 makes a module that no browser takes where arrays of several types meet in one
 * variable.
 */
final class Inbox {
    static final int BYTES = 0;
    static final int INTS = 1;
    static final int FLOATS = 2;

    /** More than this at once is refused. */
    static final int MOST = 256 << 20;

    private static final int NONE = -1;

    private byte @Nullable [] bytes;
    private int @Nullable [] ints;
    private float @Nullable [] floats;
    private int kind = NONE;
    private int total;
    private int filled;

    void expect(int total, int kind) {
        if (total < 0 || total > MOST) {
            throw new BoundaryException(
                    "INVALID_ARGUMENT", "too many bytes at once: count=" + total + ", most=" + MOST);
        }
        if (kind < BYTES || kind > FLOATS || (kind != BYTES && (total & 3) != 0)) {
            throw new BoundaryException("INTERNAL", "no array is like this: kind=" + kind + ", bytes=" + total);
        }
        forget();
        switch (kind) {
            case INTS -> ints = new int[total >> 2];
            case FLOATS -> floats = new float[total >> 2];
            default -> bytes = new byte[total];
        }
        this.kind = kind;
        this.total = total;
        filled = 0;
    }

    /** Where the next bytes belong. */
    int claim(int count, int most) {
        boolean parts = kind != BYTES && (count & 3) != 0;
        if (kind == NONE || count < 0 || count > most || count > total - filled || parts) {
            throw new BoundaryException("INTERNAL", "piece does not fit: count=" + count + ", filled=" + filled);
        }
        int at = filled;
        filled += count;
        return at;
    }

    /** What is arriving; {@code null} when it is of another type. */
    byte @Nullable [] bytes() {
        return bytes;
    }

    int @Nullable [] ints() {
        return ints;
    }

    float @Nullable [] floats() {
        return floats;
    }

    byte[] takenBytes() {
        byte[] whole = bytes;
        if (whole == null || filled != total) {
            throw missing();
        }
        forget();
        return whole;
    }

    int[] takenInts() {
        int[] whole = ints;
        if (whole == null || filled != total) {
            throw missing();
        }
        forget();
        return whole;
    }

    float[] takenFloats() {
        float[] whole = floats;
        if (whole == null || filled != total) {
            throw missing();
        }
        forget();
        return whole;
    }

    private BoundaryException missing() {
        return new BoundaryException(
                "INTERNAL", "an array came unannounced or in part: filled=" + filled + ", of=" + total);
    }

    private void forget() {
        bytes = null;
        ints = null;
        floats = null;
        kind = NONE;
    }
}
