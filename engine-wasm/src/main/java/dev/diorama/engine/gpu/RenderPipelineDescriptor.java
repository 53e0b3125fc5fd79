package dev.diorama.engine.gpu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A render pipeline to create; draws triangle lists with counter-clockwise fronts, or line lists.
 *
 * @param vertexBuffers entry {@code i} describes vertex buffer slot {@code i}
 * @param fragmentEntry {@code null} to write depth alone
 * @param targets the colour attachments
 * @param depth {@code null} without a depth attachment
 * @param sampleCount 1 or 4
 * @param lines draws a line for each two indices
 */
public record RenderPipelineDescriptor(
        String label,
        GpuPipelineLayout layout,
        GpuShaderModule module,
        String vertexEntry,
        @Nullable String fragmentEntry,
        List<VertexBuffer> vertexBuffers,
        List<ColorTarget> targets,
        @Nullable DepthState depth,
        CullMode cullMode,
        int sampleCount,
        boolean lines) {
    /**
     * The layout of one vertex buffer.
     *
     * @param stride distance of vertices, in bytes
     * @param attributes what one vertex holds
     */
    public record VertexBuffer(int stride, boolean perInstance, List<Attribute> attributes) {}

    /**
     * One vertex attribute.
     *
     * @param offset in bytes from the start of the vertex
     */
    public record Attribute(VertexFormat format, int offset, int location) {}

    /**
     * One colour attachment.
     *
     * @param write whether anything is written at all
     */
    public record ColorTarget(TextureFormat format, BlendMode blend, boolean write) {}

    /** The depth attachment. */
    public record DepthState(TextureFormat format, boolean write, CompareFunction compare) {}
}
