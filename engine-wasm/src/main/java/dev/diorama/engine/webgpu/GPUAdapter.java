package dev.diorama.engine.webgpu;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/** A graphics card as the browser offers it, or software in its place. See <a href="https://www.w3.org/TR/webgpu/#gpuadapter">GPUAdapter</a>. */
public interface GPUAdapter extends JSObject {
    @JSProperty
    GPUAdapterInfo getInfo();

    @JSProperty
    GPUSupportedFeatures getFeatures();

    @JSProperty
    GPUSupportedLimits getLimits();

    JSPromise<GPUDevice> requestDevice(JSObject descriptor);
}
