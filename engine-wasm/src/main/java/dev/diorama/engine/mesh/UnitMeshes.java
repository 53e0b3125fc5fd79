package dev.diorama.engine.mesh;

import dev.diorama.scene.schema.Primitive;

/**
 * The shapes that are drawn, at unit size around the origin, Y up: crisp where a shape has edges, smooth where it is round.
 * Their numbers in the slab are the constants here.
 */
public final class UnitMeshes {
    /** 1 x 1 x 1. */
    public static final int BOX = 0;
    /** Radius 0.5. */
    public static final int SPHERE = 1;
    /** 1 x 1 in XZ, facing up. */
    public static final int PLANE = 2;
    /** Radius 0.5, height 1. */
    public static final int CYLINDER = 3;
    /** Radius 0.5, height 1, the tip up. */
    public static final int CONE = 4;
    /** The line of a torus around Y, radius 0.5; see {@link SpineMeshes}. */
    public static final int TORUS = 5;
    /** The line of a capsule along Y, height 1; see {@link SpineMeshes}. */
    public static final int CAPSULE = 6;
    /** How many meshes scene objects are made of. */
    public static final int OBJECT_MESHES = 7;
    /** An arrow along +Y from near the origin to 1. */
    public static final int ARROW = 7;
    /** A square handle in the XZ plane, between {@link #SQUARE_FROM} and {@link #SQUARE_TO} both ways. */
    public static final int SQUARE = 8;
    /** A small ball at the origin. */
    public static final int HUB = 9;

    /** A bar along +Y with a cube at its end. */
    public static final int BAR = 10;
    /** A small cube at the origin. */
    public static final int CUBE = 11;
    /** A thin ring around Y, radius 1. */
    public static final int RING = 12;

    private static final int COARSE_SPHERE = 13;
    private static final int COARSE_CYLINDER = 14;
    private static final int COARSE_CONE = 15;
    private static final int COARSE_TORUS = 16;
    private static final int COARSE_CAPSULE = 17;

    public static final float SQUARE_FROM = 0.22f;
    public static final float SQUARE_TO = 0.45f;

    /** Around what is round, as long as its own number says so. */
    public static final int SEGMENTS = 64;

    /** Around the tube of a torus. */
    public static final int SIDES = 32;

    private static final int COARSE_SEGMENTS = 16;
    private static final int COARSE_SIDES = 10;
    private static final int ARROW_SEGMENTS = 20;
    private static final int RING_PARTS = 8;

    private UnitMeshes() {}

    /** The mesh of a shape. */
    public static int of(Primitive primitive) {
        return switch (primitive) {
            case BOX -> BOX;
            case SPHERE -> SPHERE;
            case PLANE -> PLANE;
            case CYLINDER -> CYLINDER;
            case CONE -> CONE;
            case TORUS -> TORUS;
            case CAPSULE -> CAPSULE;
        };
    }

    /** Builds them all. */
    public static MeshSlab build() {
        MeshSlab slab = new MeshSlab();
        slab.begin();
        box(slab, 0.5f, 0);
        sphere(slab, 0.5f, SEGMENTS);
        slab.begin();
        quad(slab, -0.5f, 0.5f, 0);
        cylinder(slab, SEGMENTS);
        cone(slab, SEGMENTS);
        SpineMeshes.torus(slab, SEGMENTS, SIDES);
        SpineMeshes.capsule(slab, SEGMENTS);
        arrow(slab);
        slab.begin();
        quad(slab, SQUARE_FROM, SQUARE_TO, 0);
        sphere(slab, 0.055f, ARROW_SEGMENTS);
        slab.begin();
        side(slab, ARROW_SEGMENTS, 0.014f, 0.014f, 0.12f, 0.88f);
        box(slab, 0.055f, 0.93f);
        slab.begin();
        box(slab, 0.06f, 0);
        ring(slab, 0.013f);
        sphere(slab, 0.5f, COARSE_SEGMENTS);
        cylinder(slab, COARSE_SEGMENTS);
        cone(slab, COARSE_SEGMENTS);
        SpineMeshes.torus(slab, COARSE_SEGMENTS, COARSE_SIDES);
        SpineMeshes.capsule(slab, COARSE_SEGMENTS);
        return slab;
    }

    /** The mesh that stands in for an object's mesh where it is small; its silhouette is within half a pixel of the finer one's there. */
    public static int coarse(int mesh) {
        return switch (mesh) {
            case SPHERE -> COARSE_SPHERE;
            case CYLINDER -> COARSE_CYLINDER;
            case CONE -> COARSE_CONE;
            case TORUS -> COARSE_TORUS;
            case CAPSULE -> COARSE_CAPSULE;
            default -> mesh;
        };
    }

    private static void box(MeshSlab slab, float half, float y) {
        for (int axis = 0; axis < 3; axis++) {
            for (int side = -1; side <= 1; side += 2) {
                face(slab, axis, side, half, y);
            }
        }
    }

    private static void face(MeshSlab slab, int axis, int side, float half, float y) {
        float[] p = new float[3];
        float[] n = new float[3];
        n[axis] = side;
        int first = 0;
        for (int corner = 0; corner < 4; corner++) {
            // Corners go around counter-clockwise for the positive side: (-,-) (+,-) (+,+) (-,+).
            float u = corner == 1 || corner == 2 ? half : -half;
            float v = corner >= 2 ? half : -half;
            p[axis] = side * half;
            p[(axis + 1) % 3] = u * side;
            p[(axis + 2) % 3] = v;
            int index = slab.vertex(p[0], p[1] + y, p[2], n[0], n[1], n[2]);
            first = corner == 0 ? index : first;
        }
        slab.triangle(first, first + 1, first + 2);
        slab.triangle(first, first + 2, first + 3);
    }

    private static void ring(MeshSlab slab, float thickness) {
        slab.begin();
        for (int segment = 0; segment <= SEGMENTS; segment++) {
            double around = 2 * Math.PI * segment / SEGMENTS;
            for (int part = 0; part <= RING_PARTS; part++) {
                double tube = 2 * Math.PI * part / RING_PARTS;
                float out = (float) Math.cos(tube);
                float up = (float) Math.sin(tube);
                float x = (float) Math.sin(around);
                float z = (float) Math.cos(around);
                float r = 1 + thickness * out;
                slab.vertex(x * r, thickness * up, z * r, x * out, up, z * out);
            }
        }
        int row = RING_PARTS + 1;
        for (int segment = 0; segment < SEGMENTS; segment++) {
            for (int part = 0; part < RING_PARTS; part++) {
                int a = segment * row + part;
                slab.triangle(a, a + row, a + 1);
                slab.triangle(a + 1, a + row, a + row + 1);
            }
        }
    }

    private static void quad(MeshSlab slab, float from, float to, float y) {
        int a = slab.vertex(from, y, to, 0, 1, 0);
        int b = slab.vertex(to, y, to, 0, 1, 0);
        int c = slab.vertex(to, y, from, 0, 1, 0);
        int d = slab.vertex(from, y, from, 0, 1, 0);
        slab.triangle(a, b, c);
        slab.triangle(a, c, d);
    }

    private static void sphere(MeshSlab slab, float radius, int segments) {
        slab.begin();
        int rings = segments / 2;
        for (int ring = 0; ring <= rings; ring++) {
            double polar = Math.PI * ring / rings;
            for (int segment = 0; segment <= segments; segment++) {
                double around = 2 * Math.PI * segment / segments;
                float x = (float) (Math.sin(polar) * Math.sin(around));
                float y = (float) Math.cos(polar);
                float z = (float) (Math.sin(polar) * Math.cos(around));
                slab.vertex(x * radius, y * radius, z * radius, x, y, z);
            }
        }
        for (int ring = 0; ring < rings; ring++) {
            for (int segment = 0; segment < segments; segment++) {
                int a = ring * (segments + 1) + segment;
                int b = a + segments + 1;
                if (ring > 0) {
                    slab.triangle(a, b, a + 1);
                }
                if (ring < rings - 1) {
                    slab.triangle(a + 1, b, b + 1);
                }
            }
        }
    }

    private static void cylinder(MeshSlab slab, int segments) {
        slab.begin();
        side(slab, segments, 0.5f, 0.5f, -0.5f, 0.5f);
        disc(slab, segments, 0.5f, 0.5f, 1);
        disc(slab, segments, 0.5f, -0.5f, -1);
    }

    private static void cone(MeshSlab slab, int segments) {
        slab.begin();
        side(slab, segments, 0.5f, 0, -0.5f, 0.5f);
        disc(slab, segments, 0.5f, -0.5f, -1);
    }

    private static void arrow(MeshSlab slab) {
        slab.begin();
        side(slab, ARROW_SEGMENTS, 0.014f, 0.014f, 0.12f, 0.8f);
        side(slab, ARROW_SEGMENTS, 0.062f, 0, 0.78f, 1);
        disc(slab, ARROW_SEGMENTS, 0.062f, 0.78f, -1);
    }

    /** The mantle of a truncated cone; a tip gets a vertex per segment, each with its segment's normal. */
    private static void side(MeshSlab slab, int segments, float bottom, float top, float from, float to) {
        float slope = (bottom - top) / (to - from);
        float f = 1 / (float) Math.sqrt(1 + slope * slope);
        int first = 0;
        for (int segment = 0; segment <= segments; segment++) {
            double around = 2 * Math.PI * segment / segments;
            double tipAround = top == 0 ? around + Math.PI / segments : around;
            float x = (float) Math.sin(around);
            float z = (float) Math.cos(around);
            float tx = (float) Math.sin(tipAround);
            float tz = (float) Math.cos(tipAround);
            int index = slab.vertex(x * bottom, from, z * bottom, x * f, slope * f, z * f);
            slab.vertex(x * top, to, z * top, tx * f, slope * f, tz * f);
            first = segment == 0 ? index : first;
        }
        for (int segment = 0; segment < segments; segment++) {
            int a = first + 2 * segment;
            slab.triangle(a, a + 2, a + 1);
            if (top > 0) {
                slab.triangle(a + 1, a + 2, a + 3);
            }
        }
    }

    private static void disc(MeshSlab slab, int segments, float radius, float y, int up) {
        int center = slab.vertex(0, y, 0, 0, up, 0);
        for (int segment = 0; segment <= segments; segment++) {
            double around = up * 2 * Math.PI * segment / segments;
            slab.vertex((float) Math.sin(around) * radius, y, (float) Math.cos(around) * radius, 0, up, 0);
        }
        for (int segment = 1; segment <= segments; segment++) {
            slab.triangle(center, center + segment, center + segment + 1);
        }
    }
}
