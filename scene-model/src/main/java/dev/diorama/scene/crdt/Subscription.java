package dev.diorama.scene.crdt;

/** A listener that is registered somewhere. */
@FunctionalInterface
public interface Subscription {

    /** Unregisters the listener; a second call does nothing. */
    void cancel();
}
