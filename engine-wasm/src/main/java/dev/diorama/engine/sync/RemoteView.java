package dev.diorama.engine.sync;

import dev.diorama.engine.scene.MaterialTable;
import org.jspecify.annotations.Nullable;

/** What another person points at and where they look from, as it is shown here, eased from one message to the next. */
public final class RemoteView {
    /** Of {@link #values}: what they point at. */
    public static final int POINT = 0;
    /** Of {@link #values}: the normal there, not quite of length 1. */
    public static final int NORMAL = 3;
    /** Of {@link #values}: their eye. */
    public static final int EYE = 6;
    /** Of {@link #values}: what they look at. */
    public static final int TARGET = 9;

    /** Points of the trail of a laser, the newest first. */
    public static final int TRAIL = 32;

    /** So much later is each point of the trail. */
    private static final float TRAIL_STEP = 0.025f;

    /** Rates of the exponentials with which the shown follows what was said, per second: messages of cameras are rarer. */
    private static final float FOLLOW_POINTER = 25;

    private static final float FOLLOW_CAMERA = 10;
    private static final float SMALL = 1e-4f;
    /** Farther out nothing is shown. */
    private static final float FAR = 1e6f;

    private static final float STEEP = 1.56f;

    /** As they are shown; three numbers each. */
    public final float[] values = new float[12];

    /** Linear. */
    public final float[] color = new float[3];

    /** Three numbers for each point. */
    public final float[] trail = new float[3 * TRAIL];

    final long clientId;
    private final float[] goal = new float[12];
    private boolean points;
    private boolean laser;
    private boolean looks;
    private boolean lit;
    private int fading;
    private float sinceStep;

    RemoteView(long clientId) {
        this.clientId = clientId;
    }

    public long clientId() {
        return clientId;
    }

    /** They point at something. */
    public boolean points() {
        return points;
    }

    /** They point with their laser. */
    public boolean laser() {
        return laser;
    }

    /** Where they look from is known. */
    public boolean looks() {
        return looks;
    }

    /** There is a trail to be seen. */
    public boolean trails() {
        return fading > 0;
    }

    void said(int rgb, @Nullable Pointing pointing, @Nullable CameraPose camera) {
        for (int i = 0; i < 3; i++) {
            color[i] = MaterialTable.decode(rgb >> (16 - 8 * i));
        }
        boolean pointed = points;
        points = pointing != null;
        if (pointing != null) {
            set(POINT, pointing.x(), pointing.y(), pointing.z());
            set(NORMAL, pointing.nx(), pointing.ny(), pointing.nz());
            points = near(POINT);
            if (!pointed) {
                System.arraycopy(goal, POINT, values, POINT, EYE);
            }
        }
        laser = points && pointing != null && pointing.laser();
        boolean looked = looks;
        looks = camera != null;
        if (camera != null) {
            // From straight above a picture would have no upper edge.
            float pitch = Math.max(-STEEP, Math.min(STEEP, camera.pitch()));
            float level = camera.distance() * (float) Math.cos(pitch);
            set(TARGET, camera.x(), camera.y(), camera.z());
            set(
                    EYE,
                    camera.x() + level * (float) Math.sin(camera.yaw()),
                    camera.y() + camera.distance() * (float) Math.sin(pitch),
                    camera.z() + level * (float) Math.cos(camera.yaw()));
            looks = near(EYE) && near(TARGET);
            if (!looked) {
                System.arraycopy(goal, EYE, values, EYE, EYE);
            }
        }
    }

    private void set(int at, float x, float y, float z) {
        goal[at] = x;
        goal[at + 1] = y;
        goal[at + 2] = z;
    }

    private boolean near(int at) {
        return Math.abs(goal[at]) + Math.abs(goal[at + 1]) + Math.abs(goal[at + 2]) < FAR;
    }

    void tick(float dt) {
        float pointer = 1 - (float) Math.exp(-FOLLOW_POINTER * dt);
        float camera = 1 - (float) Math.exp(-FOLLOW_CAMERA * dt);
        for (int i = 0; i < goal.length; i++) {
            float next = values[i] + (goal[i] - values[i]) * (i < EYE ? pointer : camera);
            values[i] = Math.abs(next - goal[i]) < SMALL ? goal[i] : next;
        }
        boolean wasLit = lit;
        lit = points && laser;
        if (lit && !wasLit) {
            for (int i = 0; i < trail.length; i++) {
                trail[i] = values[i % 3];
            }
        }
        if (lit) {
            fading = TRAIL;
            System.arraycopy(values, POINT, trail, 0, 3);
        }
        sinceStep = fading > 0 ? sinceStep + dt : 0;
        while (fading > 0 && sinceStep >= TRAIL_STEP) {
            sinceStep -= TRAIL_STEP;
            fading--;
            System.arraycopy(trail, 0, trail, 3, trail.length - 3);
        }
    }
}
