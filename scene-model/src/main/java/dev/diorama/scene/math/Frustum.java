package dev.diorama.scene.math;

/**
 * Twenty-four floats: six planes (left, right, bottom, top, near, far) of four, normal inwards and of length 1, then the
 * distance. Without a far plane the sixth holds everything.
 */
public final class Frustum {
    private Frustum() {}

    /** The planes of projection * view, after Gribb and Hartmann (2001), for depth 0 to 1 reversed. */
    public static void of(float[] viewProjection, float[] dest) {
        float[] m = viewProjection;
        for (int i = 0; i < 4; i++) {
            float x = m[i * 4];
            float y = m[i * 4 + 1];
            float z = m[i * 4 + 2];
            float w = m[i * 4 + 3];
            dest[i] = w + x;
            dest[4 + i] = w - x;
            dest[8 + i] = w + y;
            dest[12 + i] = w - y;
            dest[16 + i] = w - z;
            dest[20 + i] = z;
        }
        for (int plane = 0; plane < 24; plane += 4) {
            float x = dest[plane];
            float y = dest[plane + 1];
            float z = dest[plane + 2];
            float length = (float) Math.sqrt(x * x + y * y + z * z);
            for (int i = 0; i < 4; i++) {
                dest[plane + i] = length > 0 ? dest[plane + i] / length : i == 3 ? Float.MAX_VALUE : 0;
            }
        }
    }

    /** Whether a sphere may be seen: false only if it is wholly outside of one plane. */
    public static boolean touchesSphere(float[] frustum, float x, float y, float z, float radius) {
        for (int plane = 0; plane < 24; plane += 4) {
            if (frustum[plane] * x + frustum[plane + 1] * y + frustum[plane + 2] * z + frustum[plane + 3] < -radius) {
                return false;
            }
        }
        return true;
    }

    /** Whether a box may be seen: false only if it is wholly outside of one plane. */
    public static boolean touchesAabb(float[] frustum, float[] aabb) {
        for (int plane = 0; plane < 24; plane += 4) {
            float distance = frustum[plane + 3];
            for (int axis = 0; axis < 3; axis++) {
                float n = frustum[plane + axis];
                distance += n * (n > 0 ? aabb[3 + axis] : aabb[axis]);
            }
            if (distance < 0) {
                return false;
            }
        }
        return true;
    }
}
