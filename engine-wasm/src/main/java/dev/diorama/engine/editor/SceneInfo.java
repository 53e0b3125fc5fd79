package dev.diorama.engine.editor;

/**
 * The scene as a whole.
 *
 * @param background linear, 0 to 1
 */
public record SceneInfo(String name, Vec3 background, int nodes) {
    public float red() {
        return background.x();
    }

    public float green() {
        return background.y();
    }
}
