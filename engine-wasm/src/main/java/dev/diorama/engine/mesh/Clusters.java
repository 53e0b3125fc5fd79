package dev.diorama.engine.mesh;

import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.SceneNode;

/**
 * What is drawn of round shapes that have other numbers of segments than their unit mesh: clusters of so many triangles each, whose
 * vertices the GPU makes up. All of them are one bucket and one draw, however many different meshes they are.
 */
public final class Clusters {
    /** The bucket behind those of the unit meshes. */
    public static final int BUCKET = UnitMeshes.OBJECT_MESHES;

    /** All buckets. */
    public static final int BUCKETS = BUCKET + 1;

    /** Triangles in a cluster; the last one of a shape may have fewer. */
    public static final int TRIANGLES = 64;

    /** How far to the left of a shape's segments its sides are. */
    public static final int SIDES_SHIFT = 16;

    private Clusters() {}

    /** A node's segments and sides in one word; 0 where its unit mesh has them. */
    public static int shape(SceneNode node, Primitive primitive) {
        if (primitive.parameter("segments") == null) {
            return 0;
        }
        int segments = (int) node.parameter("segments");
        boolean torus = primitive == Primitive.TORUS;
        int sides = torus ? (int) node.parameter("sides") : UnitMeshes.SIDES;
        return segments == UnitMeshes.SEGMENTS && sides == UnitMeshes.SIDES ? 0 : segments | sides << SIDES_SHIFT;
    }

    /** How many triangles a shape has; the shader counts in the same way. */
    public static int triangles(int mesh, int shape) {
        int segments = shape & 0xffff;
        return segments
                * switch (mesh) {
                    case UnitMeshes.SPHERE -> 2 * Math.max(segments / 2, 2) - 2;
                    case UnitMeshes.CYLINDER -> 4;
                    case UnitMeshes.CONE -> 2;
                    case UnitMeshes.TORUS -> 2 * (shape >> SIDES_SHIFT);
                    default -> 4 * Math.max(segments / 4, 1);
                };
    }

    /** How many clusters a shape has; none if it has no {@link #shape}. */
    public static int count(int mesh, int shape) {
        return shape == 0 ? 0 : (triangles(mesh, shape) + TRIANGLES - 1) / TRIANGLES;
    }
}
