package dev.diorama.scene.crdt;

import org.jspecify.annotations.Nullable;

/** Hears of each transaction that changed a document, as the bytes that bring another document there. */
@FunctionalInterface
public interface UpdateListener {

    /**
     * One transaction ended.
     *
     * @param update encoded as v1; owned by the listener
     * @param origin what the transaction was opened with
     * @param local false if the transaction applied an update from outside
     */
    void update(byte[] update, @Nullable Object origin, boolean local);
}
