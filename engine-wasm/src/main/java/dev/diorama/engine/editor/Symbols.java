package dev.diorama.engine.editor;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.render.Strokes;
import dev.diorama.engine.scene.Fixtures;
import dev.diorama.engine.scene.SceneMirror;
import dev.diorama.scene.schema.FixtureLook;
import dev.diorama.scene.schema.NodeId;

/**
 * Draws lights and cameras into the scene, all of the same size on the screen: a disc to click on, and around it rays, an arrow, a cone or a
 * pyramid; of selected lights how far they reach. Lengths are pixels of a canvas that is up to 1,080 of them high. Allocates nothing.
 */
final class Symbols {
    /** More than so many are not drawn. */
    private static final int MOST = 256;

    private static final float REFERENCE_HEIGHT = 1080;
    private static final float LINE = 1.1f;
    private static final float DISC = 10;
    private static final float BULB = 6;
    private static final float LENGTH = 46;
    /** Metres of the cone of a spot that has no end. */
    private static final float ENDLESS = 4;

    private static final float[] AMBER = {1, 0.5f, 0.06f};
    private static final float[] BLUE = {0.13f, 0.35f, 0.9f};
    private static final float[] DARK = {0.012f, 0.013f, 0.016f};

    private final OrbitCamera camera;
    private final float[] points = new float[6];
    private final float[] world = new float[16];
    private final float[] bulb = new float[3];
    private final float[] center = new float[3];
    private final float[] view = new float[16];
    private Strokes strokes = new Strokes();
    private int object;
    private int outline;
    private float pixel;

    Symbols(OrbitCamera camera) {
        this.camera = camera;
    }

    /**
     * Adds all of a scene; before anything else.
     *
     * @param through the object id of what is looked through, 0 for nothing
     */
    void draw(Strokes dest, SceneMirror mirror, int through) {
        strokes = dest;
        Fixtures fixtures = mirror.fixtures();
        int count = Math.min(fixtures.count(), MOST);
        for (int i = 0; i < count; i++) {
            if (place(mirror, i) && object != through) {
                symbol(fixtures.values(), i * Fixtures.FLOATS);
            }
        }
        for (int i = 0; i < count; i++) {
            if (fixtures.values()[i * Fixtures.FLOATS + Fixtures.OUTLINE] == SceneMirror.OWN_OUTLINE
                    && place(mirror, i)) {
                object = 0;
                reach(fixtures.values(), i * Fixtures.FLOATS);
            }
        }
    }

    private boolean place(SceneMirror mirror, int entry) {
        object = mirror.fixtures().slot(entry);
        outline = (int) mirror.fixtures().values()[entry * Fixtures.FLOATS + Fixtures.OUTLINE];
        NodeId id = mirror.node(object);
        if (id == null || outline < 0 || !mirror.worldMatrix(id, world)) {
            return false;
        }
        // Columns of length 1, and those of the view beside them: both are axes to draw along.
        for (int column = 0; column < 3; column++) {
            float x = world[4 * column];
            float y = world[4 * column + 1];
            float z = world[4 * column + 2];
            float length = Math.max(1e-20f, (float) Math.sqrt(x * x + y * y + z * z));
            for (int row = 0; row < 3; row++) {
                world[4 * column + row] /= length;
                view[4 * column + row] = camera.view()[4 * row + column];
            }
        }
        System.arraycopy(world, 12, center, 0, 3);
        pixel = camera.metresPerPixel(world[12], world[13], world[14]) * scale();
        return pixel > 0;
    }

    private void symbol(float[] v, int at) {
        float kind = v[at + Fixtures.KIND];
        float angle = v[at + Fixtures.ANGLE];
        if (kind == FixtureLook.CAMERA) {
            disc(DARK, DISC - 2, 0);
            disc(BLUE, BULB - 2, 2);
            pyramid(v[at + Fixtures.LENGTH] > 0 ? 0 : (float) Math.tan(angle / 2));
            return;
        }
        int color = at + Fixtures.COLOR;
        float most = Math.max(1e-20f, Math.max(v[color], Math.max(v[color + 1], v[color + 2])));
        for (int i = 0; i < 3; i++) {
            bulb[i] = 0.8f * v[color + i] / most;
        }
        disc(DARK, DISC, 0);
        disc(bulb, BULB, 2);
        if (kind == FixtureLook.SPOT) {
            cone(angle, LENGTH * pixel);
            return;
        }
        for (int i = 0; i < 8; i++) {
            float x = (float) Math.cos(i * Math.PI / 4);
            float y = (float) Math.sin(i * Math.PI / 4);
            line(view, 14 * x, 14 * y, 0, 18 * x, 18 * y, 0, LINE, LINE, AMBER);
        }
        if (kind == FixtureLook.DIRECTIONAL) {
            line(world, 0, 0, -12, 0, 0, -LENGTH, LINE, LINE, AMBER);
            line(world, 0, 0, -LENGTH, 0, 0, -LENGTH - 14, 5, 0, AMBER);
        }
    }

    /** How far a light shines. */
    private void reach(float[] v, int at) {
        float inverse = v[at + Fixtures.LENGTH];
        float range = inverse > 0 ? 1 / (float) Math.sqrt(inverse) : ENDLESS;
        if (v[at + Fixtures.KIND] == FixtureLook.SPOT) {
            cone(v[at + Fixtures.ANGLE], range);
        } else if (v[at + Fixtures.KIND] == FixtureLook.POINT && inverse > 0) {
            for (int axis = 0; axis < 3; axis++) {
                circle(axis, (axis + 1) % 3, 3 - axis - (axis + 1) % 3, range, 0, 48);
            }
        }
    }

    private void disc(float[] color, float radius, float before) {
        line(view, 0, 0, before, 0, 0, before + 1, radius, radius, color);
    }

    private void cone(float angle, float length) {
        float radius = length * (float) Math.sin(angle);
        float depth = -length * (float) Math.cos(angle);
        circle(0, 1, 2, radius, depth, 24);
        for (int i = 0; i < 4; i++) {
            float x = radius * ((i & 1) == 0 ? i - 1 : 0) / pixel;
            float y = radius * ((i & 1) == 0 ? 0 : i - 2) / pixel;
            line(world, 0, 0, 0, x, y, depth / pixel, LINE, LINE, AMBER);
        }
    }

    /** In the plane of two of the node's axes, so far along the third. */
    private void circle(int a, int b, int along, float radius, float depth, int parts) {
        for (int i = 0; i < parts; i++) {
            for (int end = 0; end < 2; end++) {
                double turn = 2 * Math.PI * (i + end) / parts;
                float x = radius * (float) Math.cos(turn);
                float y = radius * (float) Math.sin(turn);
                for (int row = 0; row < 3; row++) {
                    points[3 * end + row] = center[row]
                            + x * world[4 * a + row]
                            + y * world[4 * b + row]
                            + depth * world[4 * along + row];
                }
            }
            add(LINE, LINE, AMBER);
        }
    }

    /** What a camera sees, without perspective if {@code half} is 0; a triangle is above it. */
    private void pyramid(float half) {
        float up = half == 0 ? 0.4f * LENGTH : LENGTH * half / Math.max(1, half);
        float depth = half == 0 ? -LENGTH : -LENGTH / Math.max(1, half);
        float right = up * Following.ASPECT;
        for (int i = 0; i < 4; i++) {
            float x = i == 1 || i == 2 ? right : -right;
            float y = i < 2 ? up : -up;
            boolean level = (i & 1) == 0;
            line(world, x, y, depth, level ? -x : x, level ? y : -y, depth, LINE, LINE, BLUE);
            float back = half == 0 ? 1 : 0;
            line(world, x * back, y * back, 0, x, y, depth, LINE, LINE, BLUE);
        }
        line(world, 0, up + 4, depth, 0, up + 14, depth, 9, 0, BLUE);
    }

    /** Between two points in pixels along axes. */
    private void line(
            float[] axes,
            float x,
            float y,
            float z,
            float x2,
            float y2,
            float z2,
            float startRadius,
            float endRadius,
            float[] color) {
        for (int row = 0; row < 3; row++) {
            points[row] = center[row] + pixel * (x * axes[row] + y * axes[4 + row] + z * axes[8 + row]);
            points[3 + row] = center[row] + pixel * (x2 * axes[row] + y2 * axes[4 + row] + z2 * axes[8 + row]);
        }
        add(startRadius, endRadius, color);
    }

    private void add(float startRadius, float endRadius, float[] color) {
        float start = startRadius * scale() * camera.metresPerPixel(points[0], points[1], points[2]);
        float end = endRadius * scale() * camera.metresPerPixel(points[3], points[4], points[5]);
        if (object > 0) {
            strokes.add(points, start, end, color, object, outline);
        } else {
            strokes.add(points, start, end, color, Strokes.SHADED);
        }
    }

    private float scale() {
        return Math.max(1, camera.height() / REFERENCE_HEIGHT);
    }
}
