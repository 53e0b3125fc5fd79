package dev.diorama.engine.pick;

/** Receives the result of a pick, later, between frames. */
@FunctionalInterface
public interface PickCallback {
    void picked(PickResult result);
}
