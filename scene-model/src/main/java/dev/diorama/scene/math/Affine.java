package dev.diorama.scene.math;

/**
 * Affine transforms of twelve floats inside larger arrays: the upper three rows of a {@link Mat4}, row by row, so that one
 * transform is three rows of four. This is the form that structure-of-arrays scenes and object records on the GPU use.
 */
public final class Affine {
    /** Floats in a transform. */
    public static final int SIZE = 12;

    private Affine() {}

    public static void identity(float[] dest, int at) {
        for (int i = 0; i < SIZE; i++) {
            dest[at + i] = i % 5 == 0 ? 1 : 0;
        }
    }

    /**
     * Scales, then rotates, then moves.
     *
     * @param trs ten floats from {@code from}: position 3, rotation 4, scale 3
     */
    public static void compose(float[] trs, int from, float[] dest, int at) {
        float x = trs[from + 3];
        float y = trs[from + 4];
        float z = trs[from + 5];
        float w = trs[from + 6];
        float sx = trs[from + 7];
        float sy = trs[from + 8];
        float sz = trs[from + 9];
        dest[at] = (1 - 2 * (y * y + z * z)) * sx;
        dest[at + 1] = 2 * (x * y - z * w) * sy;
        dest[at + 2] = 2 * (x * z + y * w) * sz;
        dest[at + 3] = trs[from];
        dest[at + 4] = 2 * (x * y + z * w) * sx;
        dest[at + 5] = (1 - 2 * (x * x + z * z)) * sy;
        dest[at + 6] = 2 * (y * z - x * w) * sz;
        dest[at + 7] = trs[from + 1];
        dest[at + 8] = 2 * (x * z - y * w) * sx;
        dest[at + 9] = 2 * (y * z + x * w) * sy;
        dest[at + 10] = (1 - 2 * (x * x + y * y)) * sz;
        dest[at + 11] = trs[from + 2];
    }

    /** The product: {@code b} acts first. {@code dest} must not overlap the operands. */
    public static void multiply(float[] a, int aAt, float[] b, int bAt, float[] dest, int at) {
        for (int row = 0; row < SIZE; row += 4) {
            float x = a[aAt + row];
            float y = a[aAt + row + 1];
            float z = a[aAt + row + 2];
            dest[at + row] = x * b[bAt] + y * b[bAt + 4] + z * b[bAt + 8];
            dest[at + row + 1] = x * b[bAt + 1] + y * b[bAt + 5] + z * b[bAt + 9];
            dest[at + row + 2] = x * b[bAt + 2] + y * b[bAt + 6] + z * b[bAt + 10];
            dest[at + row + 3] = x * b[bAt + 3] + y * b[bAt + 7] + z * b[bAt + 11] + a[aAt + row + 3];
        }
    }

    /** As {@link #multiply}, but only the position is written, so that {@code dest} may be {@code a}. */
    public static void multiplyPosition(float[] a, int aAt, float[] b, int bAt, float[] dest, int at) {
        for (int row = 0; row < SIZE; row += 4) {
            dest[at + row + 3] = a[aAt + row] * b[bAt + 3]
                    + a[aAt + row + 1] * b[bAt + 7]
                    + a[aAt + row + 2] * b[bAt + 11]
                    + a[aAt + row + 3];
        }
    }

    /** The same transform as a {@link Mat4}. */
    public static void toMat4(float[] a, int at, float[] dest) {
        for (int column = 0; column < 4; column++) {
            for (int row = 0; row < 3; row++) {
                dest[column * 4 + row] = a[at + row * 4 + column];
            }
            dest[column * 4 + 3] = column == 3 ? 1 : 0;
        }
    }
}
