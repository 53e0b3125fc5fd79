package dev.diorama.engine.gizmo;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.scene.math.Ray;

/** The handles of one tool: where they are on the screen, and what dragging one amounts to. Nothing allocates after construction. */
abstract sealed class Handles permits AxisHandles, RotateHandles {
    static final int NONE = TransformGizmo.NONE;

    final TransformGizmo gizmo;
    final OrbitCamera camera;
    final float[] ray = new float[6];
    final float[] from = new float[3];
    final float[] to = new float[3];

    Handles(TransformGizmo gizmo, OrbitCamera camera) {
        this.gizmo = gizmo;
        this.camera = camera;
    }

    /** Where to grab a handle: {@code dest} = pixel x, pixel y, distance; false when it cannot be grabbed. */
    abstract boolean grabPoint(int handle, float length, float[] dest);

    /** The handle under the pixel. */
    abstract int handleAt(float x, float y, float length);

    /** The handle is grabbed at a pixel; false when that means nothing. */
    abstract boolean begin(int handle, float x, float y);

    /** Writes what the drag amounts to since then to the gizmo's motion. */
    abstract void move(int handle, float x, float y, boolean snap);

    /** A point in the gizmo's own axes on the screen. */
    final boolean project(float u, float v, float w, float[] dest) {
        float[] o = gizmo.origin;
        float[][] a = gizmo.axes;
        return camera.project(
                o[0] + a[0][0] * u + a[1][0] * v + a[2][0] * w,
                o[1] + a[0][1] * u + a[1][1] * v + a[2][1] * w,
                o[2] + a[0][2] * u + a[1][2] * v + a[2][2] * w,
                dest);
    }

    /** Cosine between the view of the origin and a direction. */
    final float slant(float[] direction) {
        float[] o = gizmo.origin;
        if (camera.orthographic()) {
            float[] view = camera.view();
            return -(view[2] * direction[0] + view[6] * direction[1] + view[10] * direction[2]);
        }
        float dx = o[0] - camera.eyeX();
        float dy = o[1] - camera.eyeY();
        float dz = o[2] - camera.eyeZ();
        float along = direction[0] * dx + direction[1] * dy + direction[2] * dz;
        return along / (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    /** Where the ray through the pixel meets a plane through the origin. */
    final boolean inPlane(float x, float y, float[] normal, float[] dest) {
        camera.ray(x, y, ray);
        float distance = Ray.intersectPlane(ray, gizmo.origin, normal);
        if (Float.isNaN(distance)) {
            return false;
        }
        Ray.at(ray, distance, dest);
        return true;
    }

    /** How far along a line through the origin the ray through the pixel comes closest; not a number if it never does. */
    final float onAxis(float x, float y, float[] axis) {
        camera.ray(x, y, ray);
        return Ray.closestOnLine(ray, gizmo.origin, axis);
    }
}
