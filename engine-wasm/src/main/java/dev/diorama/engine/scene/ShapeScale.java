package dev.diorama.engine.scene;

import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.SceneNode;

/** How the parameters of a shape scale its unit mesh. */
final class ShapeScale {
    private ShapeScale() {}

    /**
     * Writes the scale along X, Y and Z.
     *
     * @return the thickness of a shape around a line, 0 to 1, else 0
     */
    static float read(SceneNode node, float[] scale, int at) {
        Primitive shape = node.primitive();
        float radius = node.parameter("radius");
        if (shape == Primitive.TORUS) {
            float tube = node.parameter("tube");
            put(2 * (radius + tube), 2 * (radius + tube), scale, at);
            return ratio(tube, radius + tube);
        }
        if (shape == Primitive.CAPSULE) {
            float height = Math.max(node.parameter("height"), 2 * radius);
            put(height, height, scale, at);
            return ratio(2 * radius, height);
        }
        if (shape == Primitive.SPHERE || shape == Primitive.CYLINDER || shape == Primitive.CONE) {
            put(2 * radius, shape == Primitive.SPHERE ? 2 * radius : node.parameter("height"), scale, at);
            return 0;
        }
        put(node.parameter("width"), node.parameter("height"), scale, at);
        scale[at + 2] = node.parameter("depth");
        return 0;
    }

    private static float ratio(float part, float whole) {
        return whole > 0 ? part / whole : 0;
    }

    private static void put(float across, float along, float[] scale, int at) {
        scale[at] = across;
        scale[at + 1] = along;
        scale[at + 2] = across;
    }

    /** The box around a shape whose line has that box. */
    static void thicken(float[] box, float thickness) {
        for (int i = 0; i < 6; i++) {
            box[i] += ((i < 3 ? -0.5f : 0.5f) - box[i]) * thickness;
        }
    }
}
