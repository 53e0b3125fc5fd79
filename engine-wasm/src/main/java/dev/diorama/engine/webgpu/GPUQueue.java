package dev.diorama.engine.webgpu;

import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.typedarrays.ArrayBufferView;

/** Where work is handed in. See <a href="https://www.w3.org/TR/webgpu/#gpuqueue">GPUQueue</a>. */
public interface GPUQueue extends GPUObjectBase {
    void submit(JSArrayReader<GPUCommandBuffer> commandBuffers);

    void writeBuffer(GPUBuffer buffer, int bufferOffset, ArrayBufferView data, int dataOffset, int size);
}
