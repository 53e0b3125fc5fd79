package dev.diorama.engine.scene;

import java.util.Arrays;

/**
 * What the GPU knows about each slot, 64 bytes: the world transform of the mesh as three rows of four floats; segments and sides of
 * what is drawn as clusters, else 0; flags; mesh and material; the radius of the sphere around it. The slot itself is the object id.
 * Remembers which records differ from what the GPU has.
 */
public final class ObjectRecords {
    /** Words of 32 bits in a record. */
    public static final int WORDS = 16;

    static final int SHAPE = 12;
    static final int FLAGS = 13;
    static final int MESH = 14;
    static final int RADIUS = 15;

    /** The low bits of the flags: the outline's number, 0 for none. */
    static final int OUTLINE_MASK = 0xff;

    /** The flag of a transform that mirrors. */
    static final int MIRRORED = 0x100;

    /** How far to the left of the flags the thickness of a torus or a capsule is, 0 to 65,535. */
    static final int THICKNESS_SHIFT = 16;

    /** How far to the left of the mesh the material is: 24 bits, more than a buffer of WebGPU's default limits has room for. */
    static final int MATERIAL_SHIFT = 8;

    private int[] words = new int[64 * WORDS];
    private boolean[] dirty = new boolean[64];
    private int[] dirtySlots = new int[64];
    private int dirtyCount;

    /** All records, by slot; floats as their bits. */
    public int[] words() {
        return words;
    }

    /** How many records there is room for. */
    public int capacity() {
        return dirty.length;
    }

    /** How many records differ from what the GPU has. */
    public int dirtyCount() {
        return dirtyCount;
    }

    /** The slots of those records; only the first {@link #dirtyCount} count. */
    public int[] dirtySlots() {
        return dirtySlots;
    }

    /** The GPU has them all now. */
    public void clearDirty() {
        for (int i = 0; i < dirtyCount; i++) {
            dirty[dirtySlots[i]] = false;
        }
        dirtyCount = 0;
    }

    void reserve(int slots) {
        if (slots > dirty.length) {
            words = Arrays.copyOf(words, slots * WORDS);
            dirty = Arrays.copyOf(dirty, slots);
            dirtySlots = Arrays.copyOf(dirtySlots, slots);
        }
    }

    /** Puts one word; the record is dirty if that changes it. */
    void put(int slot, int word, int value) {
        int at = slot * WORDS + word;
        if (words[at] != value) {
            words[at] = value;
            if (!dirty[slot]) {
                dirty[slot] = true;
                dirtySlots[dirtyCount++] = slot;
            }
        }
    }

    void put(int slot, int word, float value) {
        put(slot, word, Float.floatToRawIntBits(value));
    }
}
