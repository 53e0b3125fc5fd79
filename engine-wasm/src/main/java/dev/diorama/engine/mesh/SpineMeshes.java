package dev.diorama.engine.mesh;

/**
 * Shapes around a line, whose thickness is a number of each object: a torus around a circle, a capsule around a segment.
 *
 * <p>A vertex holds a point of the line, at unit size, and its normal. Whoever draws it puts it at {@code mix(point, 0.5 * normal, t)} with
 * the object's thickness t: 0 is the bare line, and the shape fills a unit cube along its line for every t up to 1. So one mesh is every
 * torus, without a second set of vertices or a scale that would flatten its tube. With t = 0 the rule leaves other meshes as they are.
 */
final class SpineMeshes {
    private SpineMeshes() {}

    /** Around Y: its line is the circle of radius 0.5 in XZ. */
    static void torus(MeshSlab slab, int segments, int sides) {
        slab.begin();
        for (int segment = 0; segment <= segments; segment++) {
            double around = 2 * Math.PI * (segment % segments) / segments;
            float x = (float) Math.sin(around);
            float z = (float) Math.cos(around);
            for (int side = 0; side <= sides; side++) {
                double tube = 2 * Math.PI * (side % sides) / sides;
                float out = (float) Math.cos(tube);
                slab.vertex(0.5f * x, 0, 0.5f * z, x * out, (float) Math.sin(tube), z * out);
            }
        }
        grid(slab, segments, sides);
    }

    /** Along Y: its line goes from -0.5 to 0.5; a hemisphere at each end, the mantle between their equators. */
    static void capsule(MeshSlab slab, int segments) {
        slab.begin();
        int half = segments / 4;
        int rings = 2 * half + 1;
        for (int segment = 0; segment <= segments; segment++) {
            double around = 2 * Math.PI * (segment % segments) / segments;
            float x = (float) Math.sin(around);
            float z = (float) Math.cos(around);
            for (int ring = rings; ring >= 0; ring--) {
                boolean top = ring <= half;
                double polar = Math.PI / 2 * (top ? ring : ring - 1) / half;
                boolean pole = ring == 0 || ring == rings;
                float out = pole ? 0 : (float) Math.sin(polar);
                slab.vertex(0, top ? 0.5f : -0.5f, 0, x * out, (float) Math.cos(polar), z * out);
            }
        }
        grid(slab, segments, rings);
    }

    /** Two triangles between each two columns and rows of the vertices added last, less those that are lines. */
    private static void grid(MeshSlab slab, int columns, int rows) {
        int row = rows + 1;
        for (int column = 0; column < columns; column++) {
            for (int at = 0; at < rows; at++) {
                int a = column * row + at;
                if (!slab.isPoint(a, a + row)) {
                    slab.triangle(a, a + row, a + 1);
                }
                if (!slab.isPoint(a + 1, a + row + 1)) {
                    slab.triangle(a + 1, a + row, a + row + 1);
                }
            }
        }
    }
}
