package dev.diorama.engine.gpu;

/**
 * A buffer to create.
 *
 * @param size in bytes, a multiple of 4
 * @param usage bits of {@link BufferUsage}
 */
public record BufferDescriptor(String label, int size, int usage) {}
