package dev.diorama.engine.editor;

import dev.diorama.bindgen.WebType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node, as the inspector shows it; position in metres, rotation and scale relative to the parent.
 *
 * @param parent id of the parent; {@code ''} is the root
 * @param index its place among the parent's children
 * @param rotation a unit quaternion
 * @param parameters of the shape: radius, width, height, depth
 * @param flags bits: 1 hidden, 2 locked; of the node itself
 * @param material id of what it is made of; null for the usual look of its shape
 */
public record NodeInfo(
        String id,
        String name,
        String kind,
        @WebType("Primitive") @Nullable String primitive,
        String parent,
        int index,
        Vec3 position,
        Turn rotation,
        Vec3 scale,
        Map<String, Float> parameters,
        int flags,
        @Nullable String material) {
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
