package dev.diorama.engine.gpu;

/** A compute pass that is begun many times. */
public interface ComputePassPlan {
    /** From now on its begin and its end are noted at {@code at} and behind it. */
    void time(GpuQuerySet times, int at);
}
