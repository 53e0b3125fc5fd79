package dev.diorama.engine.pick;

/** Receives what is seen in a rectangle, later, between frames. */
@FunctionalInterface
public interface RegionCallback {
    /** Object ids, ascending. */
    void picked(int[] objectIds);
}
