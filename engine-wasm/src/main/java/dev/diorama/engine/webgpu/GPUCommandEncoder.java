package dev.diorama.engine.webgpu;

import org.teavm.jso.JSObject;

/** Records commands. See <a href="https://www.w3.org/TR/webgpu/#gpucommandencoder">GPUCommandEncoder</a>. */
public interface GPUCommandEncoder extends GPUObjectBase {
    GPURenderPassEncoder beginRenderPass(JSObject descriptor);

    GPUComputePassEncoder beginComputePass(JSObject descriptor);

    void copyBufferToBuffer(GPUBuffer source, int sourceOffset, GPUBuffer destination, int destinationOffset, int size);

    void copyTextureToBuffer(JSObject source, JSObject destination, JSObject copySize);

    void resolveQuerySet(
            GPUQuerySet querySet, int firstQuery, int queryCount, GPUBuffer destination, int destinationOffset);

    GPUCommandBuffer finish();
}
