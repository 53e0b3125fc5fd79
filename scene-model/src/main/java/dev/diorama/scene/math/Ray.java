package dev.diorama.scene.math;

/** Six floats: the origin, then a direction of length 1. Intersections are given as distances along the ray, NaN for none. */
public final class Ray {
    private static final float PARALLEL = 1e-6f;

    private Ray() {}

    /**
     * The ray from the camera through a point of the picture. Works for perspective and orthographic projections.
     *
     * @param inverseViewProjection the inverse of projection * view
     * @param x from -1 at the left to 1 at the right
     * @param y from -1 at the bottom to 1 at the top
     */
    public static void through(float[] inverseViewProjection, float x, float y, float[] dest) {
        float[] m = inverseViewProjection;
        // The near plane has depth 1. Depth 0 is a point at infinity for a projection without a far plane: w is 0
        // there.
        float nx = m[0] * x + m[4] * y + m[8] + m[12];
        float ny = m[1] * x + m[5] * y + m[9] + m[13];
        float nz = m[2] * x + m[6] * y + m[10] + m[14];
        float nw = m[3] * x + m[7] * y + m[11] + m[15];
        float fx = m[0] * x + m[4] * y + m[12];
        float fy = m[1] * x + m[5] * y + m[13];
        float fz = m[2] * x + m[6] * y + m[14];
        float fw = m[3] * x + m[7] * y + m[15];
        float dx = fx * nw - nx * fw;
        float dy = fy * nw - ny * fw;
        float dz = fz * nw - nz * fw;
        float f = 1 / (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
        dest[0] = nx / nw;
        dest[1] = ny / nw;
        dest[2] = nz / nw;
        dest[3] = dx * f;
        dest[4] = dy * f;
        dest[5] = dz * f;
    }

    /** The point at a distance along the ray. */
    public static void at(float[] ray, float distance, float[] dest) {
        Vec3.set(ray[0] + ray[3] * distance, ray[1] + ray[4] * distance, ray[2] + ray[5] * distance, dest);
    }

    /** Where the ray meets the plane through {@code point} with {@code normal}; NaN if it is parallel to it or behind. */
    public static float intersectPlane(float[] ray, float[] point, float[] normal) {
        float slope = ray[3] * normal[0] + ray[4] * normal[1] + ray[5] * normal[2];
        if (Math.abs(slope) < PARALLEL) {
            return Float.NaN;
        }
        float t = ((point[0] - ray[0]) * normal[0] + (point[1] - ray[1]) * normal[1] + (point[2] - ray[2]) * normal[2])
                / slope;
        return t >= 0 ? t : Float.NaN;
    }

    /** Where the ray enters the sphere, 0 if it starts inside; NaN if it misses. */
    public static float intersectSphere(float[] ray, float[] center, float radius) {
        float x = ray[0] - center[0];
        float y = ray[1] - center[1];
        float z = ray[2] - center[2];
        float b = x * ray[3] + y * ray[4] + z * ray[5];
        float c = x * x + y * y + z * z - radius * radius;
        if (c <= 0) {
            return 0;
        }
        float discriminant = b * b - c;
        return b > 0 || discriminant < 0 ? Float.NaN : -b - (float) Math.sqrt(discriminant);
    }

    /** Where the ray enters the box, 0 if it starts inside; NaN if it misses. */
    public static float intersectAabb(float[] ray, float[] aabb) {
        float enter = 0;
        float leave = Float.POSITIVE_INFINITY;
        for (int axis = 0; axis < 3; axis++) {
            float origin = ray[axis];
            float direction = ray[3 + axis];
            if (direction == 0) {
                if (origin < aabb[axis] || origin > aabb[3 + axis]) {
                    return Float.NaN;
                }
                continue;
            }
            float a = (aabb[axis] - origin) / direction;
            float b = (aabb[3 + axis] - origin) / direction;
            enter = Math.max(enter, Math.min(a, b));
            leave = Math.min(leave, Math.max(a, b));
        }
        return enter <= leave ? enter : Float.NaN;
    }

    /**
     * Where on a line the ray comes closest to it: {@code point + axis * result}. What a drag along an axis needs.
     *
     * @param axis of length 1
     * @return NaN if ray and line are parallel
     */
    public static float closestOnLine(float[] ray, float[] point, float[] axis) {
        float b = ray[3] * axis[0] + ray[4] * axis[1] + ray[5] * axis[2];
        float denominator = 1 - b * b;
        if (denominator < PARALLEL) {
            return Float.NaN;
        }
        float wx = ray[0] - point[0];
        float wy = ray[1] - point[1];
        float wz = ray[2] - point[2];
        float d = ray[3] * wx + ray[4] * wy + ray[5] * wz;
        float e = axis[0] * wx + axis[1] * wy + axis[2] * wz;
        return (e - b * d) / denominator;
    }
}
