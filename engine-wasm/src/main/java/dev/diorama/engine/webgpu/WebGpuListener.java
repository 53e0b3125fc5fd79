package dev.diorama.engine.webgpu;

/** Hears of a device's faults, between frames. */
public interface WebGpuListener {
    /** The device is gone, and everything on it; not told after {@link WebGpuDevice#destroy}. */
    void lost(String message);

    /** WebGPU refused something: a fault of the engine. */
    void error(String message);
}
