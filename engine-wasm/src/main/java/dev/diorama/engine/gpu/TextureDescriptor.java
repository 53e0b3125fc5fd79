package dev.diorama.engine.gpu;

/**
 * A two-dimensional texture without mip levels to create.
 *
 * @param usage bits of {@link TextureUsage}
 * @param sampleCount 1 or 4
 */
public record TextureDescriptor(String label, int width, int height, TextureFormat format, int usage, int sampleCount) {
    /** The memory that it takes, without what drivers add. */
    public long bytes() {
        return (long) width * height * sampleCount * format.bytes();
    }
}
