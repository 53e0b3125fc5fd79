package dev.diorama.scene.crdt;

import java.util.Arrays;

/** Structs of one client that wait for integration, ascending by clock. */
final class StructQueue {

    final ClientStructs client;
    Struct[] structs;
    int at;
    int end;
    boolean parked;

    StructQueue(ClientStructs client, Struct[] structs, int end) {
        this.client = client;
        this.structs = structs;
        this.end = end;
    }

    boolean isEmpty() {
        return parked || at >= end;
    }

    Struct poll() {
        return structs[at++];
    }

    /** Puts a struct back that was polled, and what was polled after it. */
    void rewindTo(Struct struct) {
        for (int i = at - 1; i >= 0; i--) {
            if (structs[i] == struct) {
                at = i;
                return;
            }
        }
    }

    /** What became of a struct that was to be inserted. */
    enum Insertion {
        /** All its clocks were there. */
        KNOWN,
        /** Some of its clocks were not. */
        GAINED,
        /** There are gaps at its place, which only a whole merge removes. */
        IMPOSSIBLE
    }

    /**
     * Puts one struct among the others, which are ahead, and drops those that it covers. The rule is that of a merge: ascending by clock, an
     * earlier one first, and each ends after the one before.
     */
    Insertion insert(Struct struct) {
        int from = firstAfter(struct.clock);
        int covered = from > at ? structs[from - 1].end() : 0;
        int to = from;
        boolean gained = false;
        while (to < end && structs[to].end() <= struct.end()) {
            gained |= structs[to].clock > Math.max(covered, struct.clock);
            covered = structs[to].end();
            if (structs[to++] instanceof Skip) {
                return Insertion.IMPOSSIBLE;
            }
        }
        if (struct instanceof Skip
                || (from > at && structs[from - 1] instanceof Skip)
                || (to < end && structs[to] instanceof Skip)) {
            return Insertion.IMPOSSIBLE;
        }
        if (from > at && structs[from - 1].end() >= struct.end()) {
            return Insertion.KNOWN;
        }
        int open = to < end ? Math.min(struct.end(), structs[to].clock) : struct.end();
        gained |= open > Math.max(covered, struct.clock);
        if (from == to && end == structs.length) {
            structs = Arrays.copyOf(structs, end + 1 + (end >> 1));
        }
        System.arraycopy(structs, to, structs, from + 1, end - to);
        structs[from] = struct;
        end += from + 1 - to;
        return gained ? Insertion.GAINED : Insertion.KNOWN;
    }

    /** The place of the first struct that begins after a clock. */
    private int firstAfter(int clock) {
        int low = at;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (structs[middle].clock <= clock) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether one of the structs, which all are ahead, has this clock. */
    boolean holds(int clock) {
        int low = at;
        int high = end - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Struct struct = structs[middle];
            if (struct.clock > clock) {
                high = middle - 1;
            } else if (struct.end() <= clock) {
                low = middle + 1;
            } else {
                return !(struct instanceof Skip);
            }
        }
        return false;
    }

    /** How many clocks the structs that are ahead have together, gaps left out. */
    int clocks() {
        int count = 0;
        int reached = 0;
        for (int i = at; i < end; i++) {
            Struct struct = structs[i];
            if (!(struct instanceof Skip)) {
                count += Math.max(0, struct.end() - Math.max(reached, struct.clock));
                reached = Math.max(reached, struct.end());
            }
        }
        return count;
    }

    int size() {
        return end - at;
    }
}
