package dev.diorama.engine.scene;

import dev.diorama.scene.schema.MaterialLook;
import dev.diorama.scene.schema.SceneView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What objects are made of, 64 bytes each: linear colour and opacity; roughness and metalness; emitted colour.
 *
 * <p>The first entries are the usual looks of the shapes, by mesh; then come the scene's materials, each from when a node first names it. A
 * material that is not there yet, or no more, has an entry, too.
 */
public final class MaterialTable {
    /** Floats of an entry. */
    public static final int FLOATS = 16;

    /** By mesh number: sRGB colour, and in the low byte the roughness in percent. */
    private static final int[] SHAPES = {
        0xC79A6B34, // box: oak
        0xF3EEE610, // sphere: white ceramic
        0xBFBDB852, // plane: matte light grey
        0x5C9A9826, // cylinder: muted teal
        0xE8836B2C, // cone: soft coral
        0x6B7A8F22, // torus: slate blue
        0x9DBFD608, // capsule: polished, pale blue
    };

    private final Map<String, Integer> indices = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private float[] values = new float[SHAPES.length * FLOATS];
    private boolean changed = true;
    private int blending;

    MaterialTable() {
        for (int i = 0; i < SHAPES.length; i++) {
            int look = SHAPES[i];
            for (int part = 0; part < 3; part++) {
                values[i * FLOATS + part] = decode(look >> (24 - 8 * part));
            }
            values[i * FLOATS + 3] = 1;
            values[i * FLOATS + 4] = (look & 0xff) / 100f;
        }
    }

    /** All entries; only the first {@link #count} count. */
    public float[] values() {
        return values;
    }

    /** How many there are. */
    public int count() {
        return SHAPES.length + ids.size();
    }

    private int blends(int at) {
        return values[at + 3] > 0 && values[at + 3] < 1 ? 1 : 0;
    }

    /** Whether something shows what is behind it. */
    public boolean blends() {
        return blending > 0;
    }

    /** Whether they differ from what the GPU has. */
    public boolean changed() {
        return changed;
    }

    /** The GPU has them all now. */
    public void clearChanged() {
        changed = false;
    }

    /** The GPU is another one and has none. */
    public void touch() {
        changed = true;
    }

    /** The entry of a material. */
    int index(SceneView scene, String id) {
        Integer known = indices.get(id);
        if (known != null) {
            return known;
        }
        int index = count();
        ids.add(id);
        indices.put(id, index);
        if (index * FLOATS == values.length) {
            values = Arrays.copyOf(values, 2 * values.length);
        }
        read(scene, id);
        return index;
    }

    /** A material looks otherwise, has come, or is gone. */
    void read(SceneView scene, String id) {
        Integer index = indices.get(id);
        if (index == null) {
            return;
        }
        int at = index * FLOATS;
        blending -= blends(at);
        MaterialLook.read(scene.entries().materialValues(id), values, at);
        blending += blends(at);
        changed = true;
    }

    /** Forgets the scene's materials. */
    void clear() {
        indices.clear();
        ids.clear();
        Arrays.fill(values, SHAPES.length * FLOATS, values.length, 0);
        blending = 0;
    }

    /** The linear value of the low byte of an sRGB colour. */
    public static float decode(int srgb) {
        double v = (srgb & 0xff) / 255.0;
        return (float) (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
    }
}
