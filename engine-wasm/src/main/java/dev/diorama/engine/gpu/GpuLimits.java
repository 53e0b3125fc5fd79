package dev.diorama.engine.gpu;

import org.jspecify.annotations.Nullable;

/**
 * What a device can do.
 *
 * @param maxTextureDimension2d largest width or height of a texture, in texels
 * @param maxBufferSize in bytes
 * @param maxStorageBufferBindingSize in bytes
 * @param indirectFirstInstance whether an indirect draw may start at another instance than 0 (a feature that not every device has)
 * @param timestamps whether passes can be timed (another such feature)
 * @param software whether the adapter draws on the CPU, so that fewer pixels are better than finer ones
 */
public record GpuLimits(
        int maxTextureDimension2d,
        long maxBufferSize,
        long maxStorageBufferBindingSize,
        boolean indirectFirstInstance,
        boolean timestamps,
        boolean software) {
    private static final String[] SOFTWARE = {"swiftshader", "SwiftShader", "llvmpipe", "lavapipe", "Basic Render"};

    /** The limits that every WebGPU device has, with the features that nearly every one has. */
    public static final GpuLimits DEFAULT = new GpuLimits(8192, 256L << 20, 128L << 20, true, true, false);

    /** Whether an adapter's architecture or description is that of one that draws on the CPU; some do not say that they are a fallback. */
    public static boolean namesSoftware(@Nullable String text) {
        for (String name : SOFTWARE) {
            if (text != null && text.contains(name)) {
                return true;
            }
        }
        return false;
    }
}
