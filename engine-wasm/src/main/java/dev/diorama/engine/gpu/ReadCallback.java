package dev.diorama.engine.gpu;

/** Receives the bytes of {@link GpuDevice#readBuffer}, later, between frames. */
public interface ReadCallback {
    /** The bytes asked for; they belong to the callee. */
    void read(byte[] bytes);

    /** The bytes will not come, for instance because the device was lost. */
    default void failed(String reason) {}
}
