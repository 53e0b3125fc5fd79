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
                along(view, HEAD, SHAFT_RADIUS, ARROW, SHAFT_RADIUS, strokes, view.color);
                along(view, 0, 0, HEAD, HEAD_RADIUS, strokes, view.color);
            }
            if (view.looks() && view.clientId() != leader) {
                pyramid(strokes, view);
            }
        }
    }

    /** Adds the trail of a laser. */
    void draw(Strokes strokes, RemoteView view) {
        for (int i = RemoteView.TRAIL - 2; i >= 0 && view.trails(); i--) {
            System.arraycopy(view.trail, 3 * i, points, 0, 6);
            if (points[0] != points[3] || points[1] != points[4] || points[2] != points[5]) {
                float start = TRAIL_RADIUS * (RemoteView.TRAIL - i) / RemoteView.TRAIL;
                add(strokes, start, start - TRAIL_RADIUS / RemoteView.TRAIL, view.color);
            }
        }
        if (view.laser()) {
            along(view, 0, DOT, 2, DOT, strokes, view.color);
            along(view, 0, DOT / 2, 3, DOT / 2, strokes, WHITE);
        }
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
            RemoteView view, float from, float startRadius, float to, float endRadius, Strokes strokes, float[] color) {
        along(view, from, points, 0);
        along(view, to, points, 3);
        add(strokes, startRadius, endRadius, color);
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
            add(strokes, LINE_RADIUS, LINE_RADIUS, view.color);
            System.arraycopy(v, eye, points, 3, 3);
            add(strokes, LINE_RADIUS, LINE_RADIUS, view.color);
        }
    }

    /** Adds a stroke between the two points, with radii in pixels. */
    private void add(Strokes strokes, float startRadius, float endRadius, float[] color) {
        strokes.add(points, startRadius * pixel(points, 0), endRadius * pixel(points, 3), color);
    }

    private float pixel(float[] v, int at) {
        return camera.metresPerPixel(v[at], v[at + 1], v[at + 2]) * Math.max(1, camera.height() / REFERENCE_HEIGHT);
    }
}
