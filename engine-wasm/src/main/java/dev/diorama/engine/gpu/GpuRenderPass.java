package dev.diorama.engine.gpu;

/** Commands of one render pass. */
public interface GpuRenderPass {
    void setPipeline(GpuRenderPipeline pipeline);

    void setBindGroup(int index, GpuBindGroup group);

    /** Binds the whole buffer. */
    void setVertexBuffer(int slot, GpuBuffer buffer);

    /** Binds the whole buffer, as 32-bit indices. */
    void setIndexBuffer(GpuBuffer buffer);

    void draw(int vertexCount, int instanceCount, int firstVertex, int firstInstance);

    void drawIndexed(int indexCount, int instanceCount, int firstIndex, int baseVertex, int firstInstance);

    void drawIndirect(GpuBuffer arguments, int byteOffset);

    void drawIndexedIndirect(GpuBuffer arguments, int byteOffset);

    /** Executes what was recorded; nothing that was set before or in it holds behind it. */
    void execute(GpuRenderBundle bundle);

    void end();
}
