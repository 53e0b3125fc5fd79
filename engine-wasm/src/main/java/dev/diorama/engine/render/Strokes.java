package dev.diorama.engine.render;

import java.util.Arrays;

/** Round strokes in the scene, each with a radius at either end; made anew for each frame, in place. */
public final class Strokes {
    /** Of those that belong to no object: round at the ends, and shaded as what is round is. */
    public static final int SHADED = 0;
    /** Round at the ends, of its colour everywhere, and drawn as if a little nearer than it is: it lies on surfaces. */
    public static final int EVEN = 1;
    /** Shaded, with flat ends. */
    public static final int BLUNT = 2;

    /** From, radius, to, radius, colour; then the object id with the outline in its high byte, or how it looks. */
    static final int FLOATS = 12;

    private float[] values = new float[64 * FLOATS];
    private int count;
    private int before;
    private int pickable;
    private boolean changed;

    /** None yet; what is added next takes the place of what there was. */
    public void begin() {
        before = count;
        count = 0;
        pickable = 0;
    }

    /** Adds one that belongs to an object; before all that belong to none. */
    public void add(float[] points, float startRadius, float endRadius, float[] color, int object, int outline) {
        put(points, startRadius, endRadius, color, object | outline << 24);
        pickable = count;
    }

    /**
     * Adds one.
     *
     * @param points two of them, one after the other
     * @param color linear
     * @param look {@link #SHADED}, {@link #EVEN} or {@link #BLUNT}
     */
    public void add(float[] points, float startRadius, float endRadius, float[] color, int look) {
        put(points, startRadius, endRadius, color, look);
    }

    private void put(float[] points, float startRadius, float endRadius, float[] color, int id) {
        int at = count * FLOATS;
        count++;
        if (at == values.length) {
            values = Arrays.copyOf(values, 2 * at);
        }
        for (int i = 0; i < 3; i++) {
            set(at + i, points[i]);
            set(at + 4 + i, points[3 + i]);
            set(at + 8 + i, color[i]);
        }
        set(at + 3, startRadius);
        set(at + 7, endRadius);
        set(at + 11, Float.intBitsToFloat(id));
    }

    private void set(int at, float value) {
        changed |= values[at] != value;
        values[at] = value;
    }

    /** There are no more; whether they are others than before. */
    public boolean end() {
        changed |= count != before;
        return changed;
    }

    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    public int count() {
        return count;
    }

    /** How many belong to objects; they come first. */
    int pickable() {
        return pickable;
    }

    float[] values() {
        return values;
    }
}
