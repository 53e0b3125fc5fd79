package dev.diorama.engine.gpu;

/**
 * What a device can do.
 *
 * @param maxTextureDimension2d largest width or height of a texture, in texels
 * @param maxBufferSize in bytes
 * @param maxStorageBufferBindingSize in bytes
 * @param software whether the adapter draws on the CPU, so that fewer pixels are better than finer ones
 */
public record GpuLimits(
        int maxTextureDimension2d, long maxBufferSize, long maxStorageBufferBindingSize, boolean software) {
    /** The limits that every WebGPU device has. */
    public static final GpuLimits DEFAULT = new GpuLimits(8192, 256L << 20, 128L << 20, false);
}
