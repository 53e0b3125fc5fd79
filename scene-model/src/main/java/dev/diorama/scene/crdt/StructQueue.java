package dev.diorama.scene.crdt;

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
