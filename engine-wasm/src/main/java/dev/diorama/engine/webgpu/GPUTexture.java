package dev.diorama.engine.webgpu;

import org.teavm.jso.JSObject;

/** An image of the device. See <a href="https://www.w3.org/TR/webgpu/#gputexture">GPUTexture</a>. */
public interface GPUTexture extends GPUObjectBase {
    GPUTextureView createView();

    GPUTextureView createView(JSObject descriptor);

    void destroy();
}
