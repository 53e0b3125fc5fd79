package dev.diorama.engine.webgpu;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;

/** The entry to WebGPU: {@code navigator.gpu}. See <a href="https://www.w3.org/TR/webgpu/#gpu-interface">GPU</a>. */
public interface GPU extends JSObject {
    JSPromise<GPUAdapter> requestAdapter(JSObject options);

    String getPreferredCanvasFormat();
}
