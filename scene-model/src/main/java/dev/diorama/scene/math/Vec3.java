package dev.diorama.scene.math;

/** Three floats: a point or a direction. */
public final class Vec3 {
    private Vec3() {}

    public static void set(float x, float y, float z, float[] dest) {
        dest[0] = x;
        dest[1] = y;
        dest[2] = z;
    }

    public static void copy(float[] v, float[] dest) {
        set(v[0], v[1], v[2], dest);
    }

    public static void add(float[] a, float[] b, float[] dest) {
        set(a[0] + b[0], a[1] + b[1], a[2] + b[2], dest);
    }

    public static void subtract(float[] a, float[] b, float[] dest) {
        set(a[0] - b[0], a[1] - b[1], a[2] - b[2], dest);
    }

    public static void scale(float[] v, float factor, float[] dest) {
        set(v[0] * factor, v[1] * factor, v[2] * factor, dest);
    }

    /** {@code a + b * factor}. */
    public static void addScaled(float[] a, float[] b, float factor, float[] dest) {
        set(a[0] + b[0] * factor, a[1] + b[1] * factor, a[2] + b[2] * factor, dest);
    }

    /** {@code a} at t = 0, {@code b} at t = 1. */
    public static void lerp(float[] a, float[] b, float t, float[] dest) {
        set(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t, dest);
    }

    public static float dot(float[] a, float[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    public static void cross(float[] a, float[] b, float[] dest) {
        set(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0], dest);
    }

    public static float length(float[] v) {
        return (float) Math.sqrt(dot(v, v));
    }

    /** The distance of two points. */
    public static float distance(float[] a, float[] b) {
        float x = a[0] - b[0];
        float y = a[1] - b[1];
        float z = a[2] - b[2];
        return (float) Math.sqrt(x * x + y * y + z * z);
    }

    /** A vector of length 1 in the same direction; of a zero vector, zero. */
    public static void normalize(float[] v, float[] dest) {
        float length = length(v);
        scale(v, length > 0 ? 1 / length : 0, dest);
    }
}
