package dev.diorama.engine.webgpu;

import org.teavm.jso.core.JSArray;

/** Records draws. See <a href="https://www.w3.org/TR/webgpu/#gpurenderpassencoder">GPURenderPassEncoder</a>. */
public interface GPURenderPassEncoder extends GPUObjectBase {
    void setPipeline(GPURenderPipeline pipeline);

    void setBindGroup(int index, GPUBindGroup bindGroup);

    void setVertexBuffer(int slot, GPUBuffer buffer);

    void setIndexBuffer(GPUBuffer buffer, String indexFormat);

    void draw(int vertexCount, int instanceCount, int firstVertex, int firstInstance);

    void drawIndexed(int indexCount, int instanceCount, int firstIndex, int baseVertex, int firstInstance);

    void drawIndirect(GPUBuffer indirectBuffer, int indirectOffset);

    void drawIndexedIndirect(GPUBuffer indirectBuffer, int indirectOffset);

    void executeBundles(JSArray<GPURenderBundle> bundles);

    void end();
}
