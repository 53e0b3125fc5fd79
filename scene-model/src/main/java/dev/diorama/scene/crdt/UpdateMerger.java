package dev.diorama.scene.crdt;

/** Merges updates without a document. */
final class UpdateMerger {

    private UpdateMerger() {}

    static byte[] withPending(byte[] state, StructStore store, StateVector since) {
        return state;
    }
}
