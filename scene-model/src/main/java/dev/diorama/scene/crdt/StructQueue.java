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

    int size() {
        return end - at;
    }
}
