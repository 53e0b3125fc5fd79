package dev.diorama.engine.editor;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.render.Strokes;
import dev.diorama.engine.sync.RemoteView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws the others into the scene: an arrow at what they point at, a pyramid where they look from, and the trails of lasers. Lengths are
 * pixels of a canvas that is up to 1,080 of them high. Allocates nothing.
 */
final class People {
    private static final float REFERENCE_HEIGHT = 1080;
    private static final float HEAD = 15;
    private static final float HEAD_RADIUS = 6;
    private static final float ARROW = 34;
    private static final float SHAFT_RADIUS = 1.8f;
    private static final float DOT = 5;
    private static final float TRAIL_RADIUS = 3.2f;
    private static final float LINE_RADIUS = 1;

    /** Strokes from one bend of a trail to the next. */
    private static final int PARTS = 4;

    /** An eye that is nearer to one's own than this is not shown, in metres. */
    private static final float BESIDE = 2;

    /** Of the distance to what they look at. */
    private static final float PYRAMID = 0.09f;

    private static final float HALF_WIDTH = 16f / 9;
    private static final float[] WHITE = {1, 1, 1};

    private final OrbitCamera camera;
    private final float[] points = new float[6];
    private final float[] corners = new float[12];
    private final float[] scratch = new float[3];
    private final float[] start = new float[3];
    private final float[] bend = new float[3];
    private final float[] end = new float[3];

    People(OrbitCamera camera) {
        this.camera = camera;
    }

    /**
     * Adds what is to be seen of these people.
     *
     * @param leader the client whose view this is, 0 for one's own
     */
    void draw(Strokes strokes, List<RemoteView> views, long leader) {
        for (int i = 0; i < views.size(); i++) {
            RemoteView view = views.get(i);
            draw(strokes, view);
            if (view.points() && !view.laser()) {
                along(view, HEAD, SHAFT_RADIUS, ARROW, SHAFT_RADIUS, strokes, Strokes.SHADED);
                along(view, 0, 0, HEAD, HEAD_RADIUS, strokes, Strokes.BLUNT);
            }
            if (view.looks() && view.clientId() != leader) {
                pyramid(strokes, view);
            }
        }
    }

    /** Adds the laser of somebody: its trail and the dot at its end, all of their colour. */
    void draw(Strokes strokes, RemoteView view) {
        if (view.trails()) {
            trail(strokes, view);
        }
        if (view.laser()) {
            System.arraycopy(view.values, RemoteView.POINT, points, 0, 3);
            towardsEye(1);
            add(strokes, DOT, DOT, view.color, Strokes.EVEN);
            System.arraycopy(points, 3, points, 0, 3);
            towardsEye(DOT);
            add(strokes, DOT / 2, DOT / 2, WHITE, Strokes.EVEN);
        }
    }

    /**
     * A curve without corners that is thinner the older it is: through the middles between the points of the trail, bent towards the points, as
     * a quadratic B-spline is. Where there are several points in one place there was nothing to be drawn in between.
     */
    private void trail(Strokes strokes, RemoteView view) {
        int knot = 0;
        System.arraycopy(view.trail, 0, start, 0, 3);
        float from = 0;
        for (int i = next(view, 0); i < RemoteView.TRAIL; i = next(view, i)) {
            boolean last = next(view, i) == RemoteView.TRAIL;
            for (int axis = 0; axis < 3; axis++) {
                float there = view.trail[3 * i + axis];
                bend[axis] = view.trail[3 * knot + axis];
                end[axis] = last ? there : (bend[axis] + there) / 2;
            }
            float to = last ? RemoteView.TRAIL : (knot + i) / 2f;
            System.arraycopy(start, 0, points, 0, 3);
            for (int part = 1; part <= PARTS; part++) {
                float t = (float) part / PARTS;
                for (int axis = 0; axis < 3; axis++) {
                    float a = start[axis] + t * (bend[axis] - start[axis]);
                    float b = bend[axis] + t * (end[axis] - bend[axis]);
                    points[3 + axis] = a + t * (b - a);
                }
                if (points[0] != points[3] || points[1] != points[4] || points[2] != points[5]) {
                    float before = from + (to - from) * (part - 1) / PARTS;
                    add(strokes, width(before), width(from + (to - from) * t), view.color, Strokes.EVEN);
                    System.arraycopy(points, 3, points, 0, 3);
                }
            }
            System.arraycopy(end, 0, start, 0, 3);
            from = to;
            knot = i;
        }
    }

    /** The next older point of a trail that is in another place. */
    private static int next(RemoteView view, int knot) {
        float[] trail = view.trail;
        int i = knot + 1;
        while (i < RemoteView.TRAIL
                && trail[3 * i] == trail[3 * knot]
                && trail[3 * i + 1] == trail[3 * knot + 1]
                && trail[3 * i + 2] == trail[3 * knot + 2]) {
            i++;
        }
        return i;
    }

    private static float width(float age) {
        return TRAIL_RADIUS * (1 - age / RemoteView.TRAIL);
    }

    /** Puts the second point so many pixels before the first. */
    private void towardsEye(float pixels) {
        float metres = pixels * pixel(points, 0);
        float dx = camera.eyeX() - points[0];
        float dy = camera.eyeY() - points[1];
        float dz = camera.eyeZ() - points[2];
        float f = metres / Math.max(1e-6f, (float) Math.sqrt(dx * dx + dy * dy + dz * dz));
        points[3] = points[0] + f * dx;
        points[4] = points[1] + f * dy;
        points[5] = points[2] + f * dz;
    }

    /** Where a name belongs; null if it is not in view. */
    @Nullable PeerCursor cursor(RemoteView view) {
        if (!view.points()) {
            return null;
        }
        along(view, view.laser() ? 0 : ARROW, scratch, 0);
        return camera.project(scratch[0], scratch[1], scratch[2], scratch)
                ? new PeerCursor(view.clientId(), scratch[0], scratch[1])
                : null;
    }

    private void along(
            RemoteView view, float from, float startRadius, float to, float endRadius, Strokes strokes, int look) {
        along(view, from, points, 0);
        along(view, to, points, 3);
        add(strokes, startRadius, endRadius, view.color, look);
    }

    /** The point that is so many pixels above what somebody points at. */
    private void along(RemoteView view, float pixels, float[] dest, int at) {
        float[] v = view.values;
        float metres = pixels * pixel(v, RemoteView.POINT);
        for (int i = 0; i < 3; i++) {
            dest[at + i] = v[RemoteView.POINT + i] + metres * v[RemoteView.NORMAL + i];
        }
    }

    private void pyramid(Strokes strokes, RemoteView view) {
        float[] v = view.values;
        int eye = RemoteView.EYE;
        float dx = v[eye] - camera.eyeX();
        float dy = v[eye + 1] - camera.eyeY();
        float dz = v[eye + 2] - camera.eyeZ();
        float fx = v[RemoteView.TARGET] - v[eye];
        float fy = v[RemoteView.TARGET + 1] - v[eye + 1];
        float fz = v[RemoteView.TARGET + 2] - v[eye + 2];
        float level = (float) Math.sqrt(fx * fx + fz * fz);
        float length = (float) Math.sqrt(fx * fx + fy * fy + fz * fz);
        if (dx * dx + dy * dy + dz * dz < BESIDE * BESIDE || !(level > 1e-3f * length)) {
            return;
        }
        float half = (float) Math.tan(OrbitCamera.FIELD_OF_VIEW / 2);
        for (int corner = 0; corner < 4; corner++) {
            float right = (corner == 1 || corner == 2 ? half : -half) * HALF_WIDTH * length / level;
            float up = (corner < 2 ? half : -half) / level;
            corners[3 * corner] = v[eye] + PYRAMID * (fx - right * fz - up * fx * fy);
            corners[3 * corner + 1] = v[eye + 1] + PYRAMID * (fy + up * level * level);
            corners[3 * corner + 2] = v[eye + 2] + PYRAMID * (fz + right * fx - up * fz * fy);
        }
        for (int corner = 0; corner < 4; corner++) {
            System.arraycopy(corners, 3 * corner, points, 0, 3);
            System.arraycopy(corners, (3 * corner + 3) % 12, points, 3, 3);
            add(strokes, LINE_RADIUS, LINE_RADIUS, view.color, Strokes.SHADED);
            System.arraycopy(v, eye, points, 3, 3);
            add(strokes, LINE_RADIUS, LINE_RADIUS, view.color, Strokes.SHADED);
        }
    }

    /** Adds a stroke between the two points, with radii in pixels. */
    private void add(Strokes strokes, float startRadius, float endRadius, float[] color, int look) {
        strokes.add(points, startRadius * pixel(points, 0), endRadius * pixel(points, 3), color, look);
    }

    private float pixel(float[] v, int at) {
        return camera.metresPerPixel(v[at], v[at + 1], v[at + 2]) * Math.max(1, camera.height() / REFERENCE_HEIGHT);
    }
}
