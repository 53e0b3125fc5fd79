package dev.diorama.scene.schema;

/**
 * Where a node stands relative to its parent: scaled, then rotated, then moved.
 *
 * @param px position, metres
 * @param py position
 * @param pz position
 * @param rx rotation, quaternion x
 * @param ry quaternion y
 * @param rz quaternion z
 * @param rw quaternion w
 * @param sx scale along the node's own X
 * @param sy scale along Y
 * @param sz scale along Z
 */
public record Transform(
        float px, float py, float pz, float rx, float ry, float rz, float rw, float sx, float sy, float sz) {

    /** At the parent's origin, unturned, unscaled. */
    public static final Transform IDENTITY = new Transform(0, 0, 0, 0, 0, 0, 1, 1, 1, 1);

    /** Unturned and unscaled at a position. */
    public static Transform at(float x, float y, float z) {
        return new Transform(x, y, z, 0, 0, 0, 1, 1, 1, 1);
    }

    /** The same with another position. */
    public Transform withPosition(float x, float y, float z) {
        return new Transform(x, y, z, rx, ry, rz, rw, sx, sy, sz);
    }

    /** The same with another rotation (quaternion). */
    public Transform withRotation(float x, float y, float z, float w) {
        return new Transform(px, py, pz, x, y, z, w, sx, sy, sz);
    }

    /** The same with another scale. */
    public Transform withScale(float x, float y, float z) {
        return new Transform(px, py, pz, rx, ry, rz, rw, x, y, z);
    }
}
