package dev.diorama.engine.scene;

import dev.diorama.scene.math.Affine;
import dev.diorama.scene.math.Quat;
import java.util.Arrays;

/**
 * A change of place, direction or size that is not committed yet, in the world: how a drag displaces what it holds. All zero is no
 * change, and halfway is half of each number, so that it can be eased.
 */
public final class Motion {
    /** How many of the numbers say how far it goes: {@link #MOVE}, {@link #TURN} and {@link #GROW}. */
    public static final int EASED = 9;

    /** x y z in metres. */
    public static final int MOVE = 0;
    /** An axis, its length the angle. */
    public static final int TURN = 3;
    /** Logarithms of the factors along each node's own axes. */
    public static final int GROW = 6;
    /** The point that turning and growing leave in place. */
    public static final int PIVOT = 9;
    /** A rotation, as a quaternion: growing spreads places along its axes. */
    public static final int FRAME = 12;
    /** How many numbers there are. */
    public static final int SIZE = 16;

    private static final float[] IDENTITY = new Motion().values;

    /** All numbers, at the constants of this class. */
    public final float[] values = new float[SIZE];

    /** Each node turns and grows about its own origin, and {@link #PIVOT} means nothing. */
    public boolean apart;

    private final float[] q = new float[4];
    private final float[] v = new float[3];
    private final float[] axis = new float[3];

    /** No change. */
    public Motion() {
        values[FRAME + 3] = 1;
    }

    /** A move alone. */
    public static Motion move(float x, float y, float z) {
        Motion motion = new Motion();
        motion.values[MOVE] = x;
        motion.values[MOVE + 1] = y;
        motion.values[MOVE + 2] = z;
        return motion;
    }

    /** No change again. */
    public void reset() {
        System.arraycopy(IDENTITY, 0, values, 0, SIZE);
        apart = false;
    }

    /** Becomes equal to another. */
    public void set(Motion other) {
        System.arraycopy(other.values, 0, values, 0, SIZE);
        apart = other.apart;
    }

    /** Whether both do the same. */
    public boolean same(Motion other) {
        return apart == other.apart && Arrays.equals(values, other.values);
    }

    /** Whether it changes nothing. */
    public boolean isNone() {
        for (int i = 0; i < EASED; i++) {
            if (values[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether it turns. */
    public boolean turns() {
        return values[TURN] != 0 || values[TURN + 1] != 0 || values[TURN + 2] != 0;
    }

    /** Whether it grows. */
    public boolean grows() {
        return values[GROW] != 0 || values[GROW + 1] != 0 || values[GROW + 2] != 0;
    }

    /** The factor along an axis, 0 to 2. */
    public float factor(int along) {
        return (float) Math.exp(values[GROW + along]);
    }

    /** The rotation as a quaternion. */
    public void rotation(float[] dest) {
        float angle = (float) Math.sqrt(values[TURN] * values[TURN]
                + values[TURN + 1] * values[TURN + 1]
                + values[TURN + 2] * values[TURN + 2]);
        if (angle == 0) {
            Quat.identity(dest);
            return;
        }
        for (int i = 0; i < 3; i++) {
            axis[i] = values[TURN + i] / angle;
        }
        Quat.fromAxisAngle(axis, angle, dest);
    }

    /** Moves a point of the world as the origin of a node. */
    public void moveOrigin(float[] point) {
        if (!apart) {
            if (grows()) {
                System.arraycopy(values, FRAME, q, 0, 4);
                Quat.conjugate(q, q);
                fromPivot(point);
                Quat.rotate(q, v, v);
                for (int i = 0; i < 3; i++) {
                    v[i] *= factor(i);
                }
                Quat.conjugate(q, q);
                Quat.rotate(q, v, v);
                toPivot(point);
            }
            if (turns()) {
                rotation(q);
                fromPivot(point);
                Quat.rotate(q, v, v);
                toPivot(point);
            }
        }
        for (int i = 0; i < 3; i++) {
            point[i] += values[MOVE + i];
        }
    }

    private void fromPivot(float[] point) {
        for (int i = 0; i < 3; i++) {
            v[i] = point[i] - values[PIVOT + i];
        }
    }

    private void toPivot(float[] point) {
        for (int i = 0; i < 3; i++) {
            point[i] = v[i] + values[PIVOT + i];
        }
    }

    /** Changes a world transform, three rows of four. */
    void apply(float[] world, float[] point) {
        boolean grows = grows();
        boolean turns = turns();
        if (!grows && !turns) {
            // As most drags are.
            for (int row = 0; row < 3; row++) {
                world[4 * row + 3] += values[MOVE + row];
            }
            return;
        }
        for (int row = 0; row < 3; row++) {
            point[row] = world[4 * row + 3];
        }
        moveOrigin(point);
        if (grows) {
            for (int i = 0; i < Affine.SIZE; i++) {
                if (i % 4 < 3) {
                    world[i] *= factor(i % 4);
                }
            }
        }
        if (turns) {
            rotation(q);
            for (int column = 0; column < 3; column++) {
                for (int row = 0; row < 3; row++) {
                    v[row] = world[4 * row + column];
                }
                Quat.rotate(q, v, v);
                for (int row = 0; row < 3; row++) {
                    world[4 * row + column] = v[row];
                }
            }
        }
        for (int row = 0; row < 3; row++) {
            world[4 * row + 3] = point[row];
        }
    }
}
