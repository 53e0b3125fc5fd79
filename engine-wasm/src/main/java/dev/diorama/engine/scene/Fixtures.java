package dev.diorama.engine.scene;

import dev.diorama.scene.math.Affine;
import dev.diorama.scene.schema.FixtureLook;
import dev.diorama.scene.schema.SceneNode;
import java.util.Arrays;

/** The lights and cameras of a scene, side by side: what they are, and how the GPU is to know the lights. */
public final class Fixtures {
    /** Floats of an entry; see {@link FixtureLook} for those not named here. Before them is where it is: of a directional light the way to it, and 0. */
    public static final int FLOATS = 16;

    public static final int COLOR = 4;
    /** Of a light one divided by its range squared, of a camera the height of its picture without perspective; or 0. */
    public static final int LENGTH = 7;

    /** Half the cone of a spot; the field of view of a camera. */
    public static final int ANGLE = 13;

    /** The number of its outline, 0 for none; -1 when it is hidden. */
    public static final int OUTLINE = 14;

    /** What it is, as {@link FixtureLook} says. */
    public static final int KIND = 15;

    private static final int WAY = 8;

    private float[] values = new float[4 * FLOATS];
    private int[] slots = new int[4];
    private int count;
    /** By slot, from 1. */
    private int[] entries = new int[0];

    private boolean changed;

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The object id of an entry. */
    public int slot(int entry) {
        return slots[entry];
    }

    /** Of all entries, one after the other. */
    public float[] values() {
        return values;
    }

    /** The entry of an object id, -1 if it is neither light nor camera. */
    public int of(int slot) {
        return slot < entries.length ? entries[slot] - 1 : -1;
    }

    /** Whether any are others than the GPU knows. */
    public boolean changed() {
        return changed;
    }

    /** The GPU is another one and knows none, or it knows them now. */
    public void setChanged(boolean stale) {
        changed = stale;
    }

    /** Writes the lights that shine, the first of them, to an array from there on; how many. */
    public int copy(float[] dest, int from, int most) {
        int shining = 0;
        for (int at = 0; at < count * FLOATS && shining < most; at += FLOATS) {
            if (values[at + OUTLINE] >= 0 && values[at + KIND] != FixtureLook.CAMERA) {
                System.arraycopy(values, at, dest, from + shining++ * FLOATS, FLOATS);
            }
        }
        return shining;
    }

    void clear() {
        Arrays.fill(entries, 0);
        changed = true;
        count = 0;
    }

    void read(int slot, SceneNode node) {
        if (count * FLOATS == values.length) {
            values = Arrays.copyOf(values, 2 * values.length);
            slots = Arrays.copyOf(slots, 2 * count);
        }
        int known = of(slot);
        int entry = known < 0 ? count : known;
        int kind = FixtureLook.read(node, values, entry * FLOATS);
        if (kind == FixtureLook.NONE) {
            remove(slot);
            return;
        }
        values[entry * FLOATS + KIND] = kind;
        if (known < 0) {
            if (slot >= entries.length) {
                entries = Arrays.copyOf(entries, 2 * slot + 1);
            }
            slots[count] = slot;
            entries[slot] = ++count;
        }
    }

    void remove(int slot) {
        int entry = of(slot);
        if (entry >= 0) {
            // The last one takes its place.
            int last = --count;
            System.arraycopy(values, last * FLOATS, values, entry * FLOATS, FLOATS);
            slots[entry] = slots[last];
            entries[slots[entry]] = entry + 1;
            entries[slot] = 0;
            changed = true;
        }
    }

    /** A node stands there now, with that outline or hidden (-1). */
    void place(int slot, float[] world, int outline) {
        int entry = of(slot);
        if (entry < 0) {
            return;
        }
        int at = entry * FLOATS;
        int row = slot * Affine.SIZE;
        boolean directional = values[at + KIND] == FixtureLook.DIRECTIONAL;
        float x = world[row + 2];
        float y = world[row + 6];
        float z = world[row + 10];
        float length = Math.max(1e-20f, (float) Math.sqrt(x * x + y * y + z * z));
        for (int i = 0; i < 3; i++) {
            // From infinitely far away: no place but a direction, as homogeneous coordinates have it.
            float back = world[row + 4 * i + 2] / length;
            values[at + i] = directional ? back : world[row + 4 * i + 3];
            values[at + WAY + i] = 0 - back;
        }
        values[at + 3] = directional ? 0 : 1;
        values[at + OUTLINE] = outline;
        changed = true;
    }
}
