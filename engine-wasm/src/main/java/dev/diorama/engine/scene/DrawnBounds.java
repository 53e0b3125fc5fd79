package dev.diorama.engine.scene;

import dev.diorama.scene.math.Aabb;

/**
 * A box that holds everything drawn. It grows at once and shrinks now and then: measuring again costs the whole scene, so that is
 * done after as many changes as there are objects to measure.
 */
final class DrawnBounds {
    private static final int MIN_CHANGES = 32;

    private final float[] box = new float[6];
    private int changes;

    DrawnBounds() {
        Aabb.empty(box);
    }

    float[] box() {
        return box;
    }

    /** A record was written. */
    void include(int[] words, int slot) {
        int at = slot * ObjectRecords.WORDS;
        float x = Float.intBitsToFloat(words[at + 3]);
        float y = Float.intBitsToFloat(words[at + 7]);
        float z = Float.intBitsToFloat(words[at + 11]);
        float radius = Float.intBitsToFloat(words[at + ObjectRecords.RADIUS]);
        Aabb.include(x - radius, y - radius, z - radius, box);
        Aabb.include(x + radius, y + radius, z + radius, box);
        changes++;
    }

    /** An object is not drawn any more. */
    void removed() {
        changes++;
    }

    /** Measures again if enough has changed. */
    void settle(int[] words, DrawLists lists) {
        if (changes < MIN_CHANGES + lists.total()) {
            return;
        }
        Aabb.empty(box);
        for (int bucket = 0; bucket < lists.buckets(); bucket++) {
            int from = lists.from(bucket);
            for (int i = from; i < from + lists.count(bucket); i++) {
                include(words, lists.slots()[i]);
            }
        }
        changes = 0;
    }
}
