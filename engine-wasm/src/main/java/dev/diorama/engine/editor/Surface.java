package dev.diorama.engine.editor;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.pick.PickResult;
import dev.diorama.engine.sync.Pointing;
import dev.diorama.scene.math.Vec3;
import org.jspecify.annotations.Nullable;

/** Finds the point of the scene that a pixel shows, from what was picked there. */
final class Surface {
    /** The ground beyond this distance is nothing to point at. */
    private static final float REACH = 1000;

    private final OrbitCamera camera;
    private final float[] here = new float[6];
    private final float[] right = new float[6];
    private final float[] down = new float[6];
    private final float[] normal = new float[3];

    Surface(OrbitCamera camera) {
        this.camera = camera;
    }

    /** The surface of the object there, else the ground; null for neither. */
    @Nullable Pointing at(PickResult found, int pixelX, int pixelY) {
        if (pixelX < 0 || pixelY < 0 || pixelX >= camera.width() || pixelY >= camera.height()) {
            return null;
        }
        float x = pixelX + 0.5f;
        float y = pixelY + 0.5f;
        if (found.objectId() == PickResult.NONE || !(found.depth() > 0)) {
            camera.ray(x, y, here);
            float distance = -here[1] / here[4];
            boolean ground = distance > 0 && distance < REACH;
            return ground
                    ? new Pointing(here[0] + distance * here[3], 0, here[2] + distance * here[5], 0, 1, 0, false)
                    : null;
        }
        camera.unproject(x, y, found.depth(), here);
        camera.unproject(x + 1, y, found.depth() + found.right(), right);
        camera.unproject(x, y + 1, found.depth() + found.down(), down);
        Vec3.subtract(right, here, right);
        Vec3.subtract(down, here, down);
        Vec3.cross(down, right, normal);
        Vec3.normalize(normal, normal);
        return Vec3.dot(normal, normal) > 0.5f
                ? new Pointing(here[0], here[1], here[2], normal[0], normal[1], normal[2], false)
                : null;
    }
}
