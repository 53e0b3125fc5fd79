package dev.diorama.engine.scene;

import java.util.Arrays;

/**
 * Which slots are drawn, by bucket: one array with a region per bucket, so that one buffer write brings it to the GPU and one draw
 * call draws a bucket. Adding and removing are O(1); a region that is full is doubled.
 */
public final class DrawLists {
    /** Regions start at multiples of this and have room for multiples of it: what a workgroup looks at is within one bucket. */
    public static final int GROUP = 1024;

    private static final int FIRST_CAPACITY = GROUP;

    private final int[] from;
    private final int[] count;
    private final int[] room;
    private int[] slots;
    /** By slot: its index in {@link #slots}, or -1. */
    private int[] where = new int[0];

    private int[] bucketOf = new int[0];
    /** By slot: how many clusters it is drawn as. */
    private int[] clustersOf = new int[0];

    private int total;
    private int clusters;
    private int version;
    private int changedFrom = Integer.MAX_VALUE;
    private int changedTo;

    DrawLists(int buckets) {
        from = new int[buckets];
        count = new int[buckets];
        room = new int[buckets];
        slots = new int[buckets * FIRST_CAPACITY];
        Arrays.fill(room, FIRST_CAPACITY);
        for (int bucket = 0; bucket < buckets; bucket++) {
            from[bucket] = bucket * FIRST_CAPACITY;
        }
    }

    /** Number of buckets. */
    public int buckets() {
        return count.length;
    }

    /** Where a bucket's slots start in {@link #slots}. */
    public int from(int bucket) {
        return from[bucket];
    }

    /** How many slots a bucket has. */
    public int count(int bucket) {
        return count[bucket];
    }

    /** Number of slots in all buckets. */
    public int total() {
        return total;
    }

    /** Another number whenever a bucket has come to have another place or number of slots. */
    public int version() {
        return version;
    }

    /** Number of clusters in all buckets. */
    public int clusters() {
        return clusters;
    }

    /** All regions; what is past a bucket's count is rubbish. */
    public int[] slots() {
        return slots;
    }

    /** Start of the range of {@link #slots} that changed since {@link #clearChanges}. */
    public int changedFrom() {
        return changedFrom;
    }

    /** End of that range; not above its start if nothing changed. */
    public int changedTo() {
        return changedTo;
    }

    /** What has changed is on the GPU now. */
    public void clearChanges() {
        changedFrom = Integer.MAX_VALUE;
        changedTo = 0;
    }

    /** Everything has to go to the GPU again. */
    public void touchAll() {
        version++;
        changedFrom = 0;
        changedTo = slots.length;
    }

    void clear() {
        Arrays.fill(count, 0);
        Arrays.fill(where, -1);
        total = 0;
        clusters = 0;
        touchAll();
    }

    /** Puts a slot into a bucket, or into none if that is negative; it is drawn as so many clusters there. */
    void set(int slot, int bucket, int parts) {
        if (slot >= where.length) {
            int old = where.length;
            where = Arrays.copyOf(where, Math.max(64, 2 * slot));
            bucketOf = Arrays.copyOf(bucketOf, where.length);
            clustersOf = Arrays.copyOf(clustersOf, where.length);
            Arrays.fill(where, old, where.length, -1);
        }
        if (where[slot] >= 0) {
            if (bucketOf[slot] == bucket) {
                clusters += parts - clustersOf[slot];
                clustersOf[slot] = parts;
                return;
            }
            remove(slot);
        }
        if (bucket >= 0) {
            clustersOf[slot] = parts;
            clusters += parts;
            add(slot, bucket);
        }
    }

    private void add(int slot, int bucket) {
        if (count[bucket] == room[bucket]) {
            enlarge(bucket);
        }
        int at = from[bucket] + count[bucket]++;
        slots[at] = slot;
        where[slot] = at;
        bucketOf[slot] = bucket;
        total++;
        touch(at);
    }

    private void remove(int slot) {
        int bucket = bucketOf[slot];
        int at = where[slot];
        int last = slots[from[bucket] + --count[bucket]];
        slots[at] = last;
        where[last] = at;
        where[slot] = -1;
        total--;
        clusters -= clustersOf[slot];
        touch(at);
    }

    private void touch(int at) {
        version++;
        changedFrom = Math.min(changedFrom, at);
        changedTo = Math.max(changedTo, at + 1);
    }

    private void enlarge(int bucket) {
        int[] old = slots;
        room[bucket] *= 2;
        int size = 0;
        for (int r : room) {
            size += r;
        }
        slots = new int[size];
        int at = 0;
        for (int b = 0; b < room.length; b++) {
            System.arraycopy(old, from[b], slots, at, count[b]);
            from[b] = at;
            for (int i = at; i < at + count[b]; i++) {
                where[slots[i]] = i;
            }
            at += room[b];
        }
        touchAll();
    }
}
