package dev.diorama.engine.gpu;

/**
 * The first bytes of a buffer, as a bind group names them.
 *
 * @param size in bytes
 */
public record GpuBufferPart(GpuBuffer buffer, int size) implements GpuResource {
    @Override
    public String label() {
        return buffer.label();
    }
}
