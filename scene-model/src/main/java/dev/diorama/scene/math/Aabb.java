package dev.diorama.scene.math;

/** Six floats: the least and the greatest corner of a box along the axes. Empty if a least is above its greatest. */
public final class Aabb {
    private Aabb() {}

    public static void empty(float[] dest) {
        for (int axis = 0; axis < 3; axis++) {
            dest[axis] = Float.POSITIVE_INFINITY;
            dest[3 + axis] = Float.NEGATIVE_INFINITY;
        }
    }

    public static boolean isEmpty(float[] aabb) {
        return !(aabb[0] <= aabb[3] && aabb[1] <= aabb[4] && aabb[2] <= aabb[5]);
    }

    /** Grows the box to hold a point. */
    public static void include(float x, float y, float z, float[] dest) {
        dest[0] = Math.min(dest[0], x);
        dest[1] = Math.min(dest[1], y);
        dest[2] = Math.min(dest[2], z);
        dest[3] = Math.max(dest[3], x);
        dest[4] = Math.max(dest[4], y);
        dest[5] = Math.max(dest[5], z);
    }

    /** The smallest box around two boxes. */
    public static void union(float[] a, float[] b, float[] dest) {
        for (int axis = 0; axis < 3; axis++) {
            dest[axis] = Math.min(a[axis], b[axis]);
            dest[3 + axis] = Math.max(a[3 + axis], b[3 + axis]);
        }
    }

    public static void center(float[] aabb, float[] dest) {
        Vec3.set((aabb[0] + aabb[3]) * 0.5f, (aabb[1] + aabb[4]) * 0.5f, (aabb[2] + aabb[5]) * 0.5f, dest);
    }

    /** Half the diagonal: the radius of the sphere around the box. Of an empty box, 0. */
    public static float radius(float[] aabb) {
        if (isEmpty(aabb)) {
            return 0;
        }
        float x = aabb[3] - aabb[0];
        float y = aabb[4] - aabb[1];
        float z = aabb[5] - aabb[2];
        return (float) Math.sqrt(x * x + y * y + z * z) * 0.5f;
    }

    /** Grows {@code dest} to hold a box that an {@link Affine} transform has moved. */
    public static void includeTransformed(float[] aabb, float[] affine, int at, float[] dest) {
        for (int row = 0; row < 3; row++) {
            float least = affine[at + row * 4 + 3];
            float greatest = least;
            for (int column = 0; column < 3; column++) {
                float a = affine[at + row * 4 + column] * aabb[column];
                float b = affine[at + row * 4 + column] * aabb[3 + column];
                least += Math.min(a, b);
                greatest += Math.max(a, b);
            }
            dest[row] = Math.min(dest[row], least);
            dest[3 + row] = Math.max(dest[3 + row], greatest);
        }
    }
}
