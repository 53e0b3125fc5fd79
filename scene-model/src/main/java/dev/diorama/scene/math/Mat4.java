package dev.diorama.scene.math;

/** Sixteen floats, column-major: element (row, column) is at {@code column * 4 + row}. */
public final class Mat4 {
    private Mat4() {}

    public static void identity(float[] dest) {
        for (int i = 0; i < 16; i++) {
            dest[i] = i % 5 == 0 ? 1 : 0;
        }
    }

    public static void copy(float[] m, float[] dest) {
        System.arraycopy(m, 0, dest, 0, 16);
    }

    /** The product: {@code b} acts first. {@code dest} must be neither {@code a} nor {@code b}. */
    public static void multiply(float[] a, float[] b, float[] dest) {
        for (int column = 0; column < 16; column += 4) {
            float x = b[column];
            float y = b[column + 1];
            float z = b[column + 2];
            float w = b[column + 3];
            for (int row = 0; row < 4; row++) {
                dest[column + row] = a[row] * x + a[4 + row] * y + a[8 + row] * z + a[12 + row] * w;
            }
        }
    }

    /** Scales by {@code s}, then rotates by {@code q}, then moves by {@code p}. */
    public static void compose(float[] p, float[] q, float[] s, float[] dest) {
        float x = q[0];
        float y = q[1];
        float z = q[2];
        float w = q[3];
        dest[0] = (1 - 2 * (y * y + z * z)) * s[0];
        dest[1] = 2 * (x * y + z * w) * s[0];
        dest[2] = 2 * (x * z - y * w) * s[0];
        dest[3] = 0;
        dest[4] = 2 * (x * y - z * w) * s[1];
        dest[5] = (1 - 2 * (x * x + z * z)) * s[1];
        dest[6] = 2 * (y * z + x * w) * s[1];
        dest[7] = 0;
        dest[8] = 2 * (x * z + y * w) * s[2];
        dest[9] = 2 * (y * z - x * w) * s[2];
        dest[10] = (1 - 2 * (x * x + y * y)) * s[2];
        dest[11] = 0;
        dest[12] = p[0];
        dest[13] = p[1];
        dest[14] = p[2];
        dest[15] = 1;
    }

    /** Takes {@link #compose} apart; exact for matrices without shear. A mirrored one gets a negative x scale. */
    public static void decompose(float[] m, float[] p, float[] q, float[] s) {
        Vec3.set(m[12], m[13], m[14], p);
        float sx = (float) Math.sqrt(m[0] * m[0] + m[1] * m[1] + m[2] * m[2]);
        float sy = (float) Math.sqrt(m[4] * m[4] + m[5] * m[5] + m[6] * m[6]);
        float sz = (float) Math.sqrt(m[8] * m[8] + m[9] * m[9] + m[10] * m[10]);
        if (determinant3(m) < 0) {
            sx = -sx;
        }
        Vec3.set(sx, sy, sz, s);
        float ix = sx == 0 ? 0 : 1 / sx;
        float iy = sy == 0 ? 0 : 1 / sy;
        float iz = sz == 0 ? 0 : 1 / sz;
        rotationOf(
                m[0] * ix, m[1] * ix, m[2] * ix, m[4] * iy, m[5] * iy, m[6] * iy, m[8] * iz, m[9] * iz, m[10] * iz, q);
    }

    /** The quaternion of a rotation matrix given by its three columns (Shepperd's method). */
    private static void rotationOf(
            float m00,
            float m10,
            float m20,
            float m01,
            float m11,
            float m21,
            float m02,
            float m12,
            float m22,
            float[] q) {
        float trace = m00 + m11 + m22;
        if (trace > 0) {
            Quat.set(m21 - m12, m02 - m20, m10 - m01, trace + 1, q);
        } else if (m00 >= m11 && m00 >= m22) {
            Quat.set(1 + m00 - m11 - m22, m01 + m10, m02 + m20, m21 - m12, q);
        } else if (m11 >= m22) {
            Quat.set(m01 + m10, 1 + m11 - m00 - m22, m12 + m21, m02 - m20, q);
        } else {
            Quat.set(m02 + m20, m12 + m21, 1 + m22 - m00 - m11, m10 - m01, q);
        }
        Quat.normalize(q, q);
    }

    /** The determinant of the upper left 3x3: negative if the matrix mirrors. */
    public static float determinant3(float[] m) {
        return m[0] * (m[5] * m[10] - m[9] * m[6])
                - m[4] * (m[1] * m[10] - m[9] * m[2])
                + m[8] * (m[1] * m[6] - m[5] * m[2]);
    }

    /**
     * The inverse.
     *
     * @return false, and {@code dest} is left alone, if there is none
     */
    public static boolean invert(float[] m, float[] dest) {
        double b00 = (double) m[0] * m[5] - (double) m[1] * m[4];
        double b01 = (double) m[0] * m[6] - (double) m[2] * m[4];
        double b02 = (double) m[0] * m[7] - (double) m[3] * m[4];
        double b03 = (double) m[1] * m[6] - (double) m[2] * m[5];
        double b04 = (double) m[1] * m[7] - (double) m[3] * m[5];
        double b05 = (double) m[2] * m[7] - (double) m[3] * m[6];
        double b06 = (double) m[8] * m[13] - (double) m[9] * m[12];
        double b07 = (double) m[8] * m[14] - (double) m[10] * m[12];
        double b08 = (double) m[8] * m[15] - (double) m[11] * m[12];
        double b09 = (double) m[9] * m[14] - (double) m[10] * m[13];
        double b10 = (double) m[9] * m[15] - (double) m[11] * m[13];
        double b11 = (double) m[10] * m[15] - (double) m[11] * m[14];
        double determinant = b00 * b11 - b01 * b10 + b02 * b09 + b03 * b08 - b04 * b07 + b05 * b06;
        if (determinant == 0 || Double.isNaN(determinant)) {
            return false;
        }
        double f = 1 / determinant;
        float m0 = m[0];
        float m1 = m[1];
        float m2 = m[2];
        float m3 = m[3];
        float m4 = m[4];
        float m5 = m[5];
        float m6 = m[6];
        float m7 = m[7];
        float m8 = m[8];
        float m9 = m[9];
        float m10 = m[10];
        float m11 = m[11];
        float m12 = m[12];
        float m13 = m[13];
        float m14 = m[14];
        float m15 = m[15];
        dest[0] = (float) ((m5 * b11 - m6 * b10 + m7 * b09) * f);
        dest[1] = (float) ((m2 * b10 - m1 * b11 - m3 * b09) * f);
        dest[2] = (float) ((m13 * b05 - m14 * b04 + m15 * b03) * f);
        dest[3] = (float) ((m10 * b04 - m9 * b05 - m11 * b03) * f);
        dest[4] = (float) ((m6 * b08 - m4 * b11 - m7 * b07) * f);
        dest[5] = (float) ((m0 * b11 - m2 * b08 + m3 * b07) * f);
        dest[6] = (float) ((m14 * b02 - m12 * b05 - m15 * b01) * f);
        dest[7] = (float) ((m8 * b05 - m10 * b02 + m11 * b01) * f);
        dest[8] = (float) ((m4 * b10 - m5 * b08 + m7 * b06) * f);
        dest[9] = (float) ((m1 * b08 - m0 * b10 - m3 * b06) * f);
        dest[10] = (float) ((m12 * b04 - m13 * b02 + m15 * b00) * f);
        dest[11] = (float) ((m9 * b02 - m8 * b04 - m11 * b00) * f);
        dest[12] = (float) ((m5 * b07 - m4 * b09 - m6 * b06) * f);
        dest[13] = (float) ((m0 * b09 - m1 * b07 + m2 * b06) * f);
        dest[14] = (float) ((m13 * b01 - m12 * b03 - m14 * b00) * f);
        dest[15] = (float) ((m8 * b03 - m9 * b01 + m10 * b00) * f);
        return true;
    }

    /** The view matrix of a camera at {@code eye} that looks at {@code target}; {@code up} must not point along the view. */
    public static void lookAt(float[] eye, float[] target, float[] up, float[] dest) {
        float zx = eye[0] - target[0];
        float zy = eye[1] - target[1];
        float zz = eye[2] - target[2];
        float f = 1 / (float) Math.sqrt(zx * zx + zy * zy + zz * zz);
        zx *= f;
        zy *= f;
        zz *= f;
        float xx = up[1] * zz - up[2] * zy;
        float xy = up[2] * zx - up[0] * zz;
        float xz = up[0] * zy - up[1] * zx;
        f = 1 / (float) Math.sqrt(xx * xx + xy * xy + xz * xz);
        xx *= f;
        xy *= f;
        xz *= f;
        float yx = zy * xz - zz * xy;
        float yy = zz * xx - zx * xz;
        float yz = zx * xy - zy * xx;
        float ex = eye[0];
        float ey = eye[1];
        float ez = eye[2];
        dest[0] = xx;
        dest[1] = yx;
        dest[2] = zx;
        dest[3] = 0;
        dest[4] = xy;
        dest[5] = yy;
        dest[6] = zy;
        dest[7] = 0;
        dest[8] = xz;
        dest[9] = yz;
        dest[10] = zz;
        dest[11] = 0;
        dest[12] = -(xx * ex + xy * ey + xz * ez);
        dest[13] = -(yx * ex + yy * ey + yz * ez);
        dest[14] = -(zx * ex + zy * ey + zz * ez);
        dest[15] = 1;
    }

    /**
     * A perspective projection without a far plane, depth reversed: 1 at {@code near}, towards 0 in the distance.
     *
     * @param fovY full vertical angle of view
     * @param aspect width by height
     */
    public static void perspective(float fovY, float aspect, float near, float[] dest) {
        float f = (float) (1 / Math.tan(fovY * 0.5));
        for (int i = 0; i < 16; i++) {
            dest[i] = 0;
        }
        dest[0] = f / aspect;
        dest[5] = f;
        dest[11] = -1;
        dest[14] = near;
    }

    /** An orthographic projection of a box around the view axis, depth reversed: 1 at {@code near}, 0 at {@code far}. */
    public static void orthographic(float halfWidth, float halfHeight, float near, float far, float[] dest) {
        for (int i = 0; i < 16; i++) {
            dest[i] = 0;
        }
        dest[0] = 1 / halfWidth;
        dest[5] = 1 / halfHeight;
        dest[10] = 1 / (far - near);
        dest[14] = far / (far - near);
        dest[15] = 1;
    }

    /** Transforms a point of three floats and divides by w. */
    public static void transformPoint(float[] m, float[] v, float[] dest) {
        float x = v[0];
        float y = v[1];
        float z = v[2];
        float w = m[3] * x + m[7] * y + m[11] * z + m[15];
        float f = w == 1 ? 1 : 1 / w;
        Vec3.set(
                (m[0] * x + m[4] * y + m[8] * z + m[12]) * f,
                (m[1] * x + m[5] * y + m[9] * z + m[13]) * f,
                (m[2] * x + m[6] * y + m[10] * z + m[14]) * f,
                dest);
    }

    /** Transforms a direction of three floats: no translation, no division. */
    public static void transformDirection(float[] m, float[] v, float[] dest) {
        float x = v[0];
        float y = v[1];
        float z = v[2];
        Vec3.set(m[0] * x + m[4] * y + m[8] * z, m[1] * x + m[5] * y + m[9] * z, m[2] * x + m[6] * y + m[10] * z, dest);
    }

    /**
     * Projects a point to clip space.
     *
     * @param viewProjection projection * view
     * @param dest x and y from -1 to 1 (y up) and the reversed depth, unless the point is behind the camera
     * @return false if the point is behind the camera or in its plane; {@code dest} is left alone then
     */
    public static boolean project(float[] viewProjection, float[] v, float[] dest) {
        float[] m = viewProjection;
        if (m[3] * v[0] + m[7] * v[1] + m[11] * v[2] + m[15] <= 0) {
            return false;
        }
        transformPoint(m, v, dest);
        return true;
    }
}
