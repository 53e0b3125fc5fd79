package dev.diorama.scene.math;

/** Four floats x y z w: a rotation, of length 1 unless said otherwise. */
public final class Quat {
    private static final float NEARLY_PARALLEL = 0.9995f;

    private Quat() {}

    public static void set(float x, float y, float z, float w, float[] dest) {
        dest[0] = x;
        dest[1] = y;
        dest[2] = z;
        dest[3] = w;
    }

    public static void identity(float[] dest) {
        set(0, 0, 0, 1, dest);
    }

    /** The rotation by {@code angle} around an axis of length 1, counter-clockwise as seen from its tip. */
    public static void fromAxisAngle(float[] axis, float angle, float[] dest) {
        float sin = (float) Math.sin(angle * 0.5);
        set(axis[0] * sin, axis[1] * sin, axis[2] * sin, (float) Math.cos(angle * 0.5), dest);
    }

    /** The product of two rotations: {@code b} acts first. */
    public static void multiply(float[] a, float[] b, float[] dest) {
        set(
                a[3] * b[0] + a[0] * b[3] + a[1] * b[2] - a[2] * b[1],
                a[3] * b[1] - a[0] * b[2] + a[1] * b[3] + a[2] * b[0],
                a[3] * b[2] + a[0] * b[1] - a[1] * b[0] + a[2] * b[3],
                a[3] * b[3] - a[0] * b[0] - a[1] * b[1] - a[2] * b[2],
                dest);
    }

    /** The inverse rotation. */
    public static void conjugate(float[] q, float[] dest) {
        set(-q[0], -q[1], -q[2], q[3], dest);
    }

    /** Length 1; of a zero quaternion, the identity. */
    public static void normalize(float[] q, float[] dest) {
        float length = (float) Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        if (length > 0) {
            set(q[0] / length, q[1] / length, q[2] / length, q[3] / length, dest);
        } else {
            identity(dest);
        }
    }

    /** Rotates a vector of three floats. */
    public static void rotate(float[] q, float[] v, float[] dest) {
        float tx = 2 * (q[1] * v[2] - q[2] * v[1]);
        float ty = 2 * (q[2] * v[0] - q[0] * v[2]);
        float tz = 2 * (q[0] * v[1] - q[1] * v[0]);
        Vec3.set(
                v[0] + q[3] * tx + q[1] * tz - q[2] * ty,
                v[1] + q[3] * ty + q[2] * tx - q[0] * tz,
                v[2] + q[3] * tz + q[0] * ty - q[1] * tx,
                dest);
    }

    /** The rotation on the shorter way from {@code a} (t = 0) to {@code b} (t = 1), at constant speed. */
    public static void slerp(float[] a, float[] b, float t, float[] dest) {
        float cos = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3];
        float sign = cos < 0 ? -1 : 1;
        cos *= sign;
        float from = 1 - t;
        float to = t;
        if (cos < NEARLY_PARALLEL) {
            double angle = Math.acos(cos);
            double sin = Math.sin(angle);
            from = (float) (Math.sin((1 - t) * angle) / sin);
            to = (float) (Math.sin(t * angle) / sin);
        }
        to *= sign;
        set(a[0] * from + b[0] * to, a[1] * from + b[1] * to, a[2] * from + b[2] * to, a[3] * from + b[3] * to, dest);
        normalize(dest, dest);
    }

    /** The rotation by x, then by y, then by z around the fixed axes: Blender's order XYZ, three.js's ZYX. */
    public static void fromEuler(float x, float y, float z, float[] dest) {
        double cx = Math.cos(x * 0.5);
        double sx = Math.sin(x * 0.5);
        double cy = Math.cos(y * 0.5);
        double sy = Math.sin(y * 0.5);
        double cz = Math.cos(z * 0.5);
        double sz = Math.sin(z * 0.5);
        set(
                (float) (sx * cy * cz - cx * sy * sz),
                (float) (cx * sy * cz + sx * cy * sz),
                (float) (cx * cy * sz - sx * sy * cz),
                (float) (cx * cy * cz + sx * sy * sz),
                dest);
    }

    /** The three angles of {@link #fromEuler}; y is within -90 to 90 degrees. */
    public static void toEuler(float[] q, float[] dest) {
        double x = q[0];
        double y = q[1];
        double z = q[2];
        double w = q[3];
        double sin = Math.max(-1, Math.min(1, 2 * (w * y - z * x)));
        if (Math.abs(sin) > 0.999999) {
            // Looking straight up or down, x and z turn around the same axis: all of it goes to z.
            Vec3.set(0, (float) Math.asin(sin), (float) Math.atan2(2 * (w * z - x * y), 1 - 2 * (x * x + z * z)), dest);
        } else {
            Vec3.set(
                    (float) Math.atan2(2 * (w * x + y * z), 1 - 2 * (x * x + y * y)),
                    (float) Math.asin(sin),
                    (float) Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z)),
                    dest);
        }
    }
}
