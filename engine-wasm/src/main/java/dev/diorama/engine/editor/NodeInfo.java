package dev.diorama.engine.editor;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node as the inspector shows it: position in metres, rotation as a unit quaternion, scale; all relative to the parent.
 *
 * @param parent id of the effective parent, empty for the root
 * @param parameters of the primitive, by their names without the {@code g.} prefix
 */
public record NodeInfo(
        String id,
        String name,
        String kind,
        @Nullable String primitive,
        String parent,
        float px,
        float py,
        float pz,
        float rx,
        float ry,
        float rz,
        float rw,
        float sx,
        float sy,
        float sz,
        Map<String, Float> parameters) {}
