package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.Transaction;
import java.util.List;

/** Sees what each transaction changed. */
@FunctionalInterface
public interface SceneObserver {

    /**
     * The view has changed; it is already the new one. The document must not be edited from in here.
     *
     * @param events never empty; created (parents before children), moved, registers, deleted (children before parents)
     */
    void changed(List<SceneEvent> events, Transaction transaction);
}
