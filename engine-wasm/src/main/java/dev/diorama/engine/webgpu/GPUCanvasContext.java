package dev.diorama.engine.webgpu;

import org.teavm.jso.JSObject;

/** What a canvas shows. See <a href="https://www.w3.org/TR/webgpu/#gpucanvascontext">GPUCanvasContext</a>. */
public interface GPUCanvasContext extends JSObject {
    void configure(JSObject configuration);

    GPUTexture getCurrentTexture();
}
