package dev.diorama.engine.editor;

import dev.diorama.bindgen.WebType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node, as the inspector shows it; position in metres, rotation and scale relative to the parent.
 *
 * @param parent id of the parent; {@code ''} is the root
 * @param rotation a unit quaternion
 * @param parameters of the shape: radius, width, height, depth
 */
public record NodeInfo(
        String id,
        String name,
        String kind,
        @WebType("Primitive") @Nullable String primitive,
        String parent,
        Vec3 position,
        Turn rotation,
        Vec3 scale,
        Map<String, Float> parameters) {
    public float px() {
        return position.x();
    }

    public float py() {
        return position.y();
    }

    public float pz() {
        return position.z();
    }

    public float rx() {
        return rotation.x();
    }

    public float ry() {
        return rotation.y();
    }

    public float sx() {
        return scale.x();
    }

    public float sy() {
        return scale.y();
    }
}
