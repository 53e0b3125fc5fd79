package dev.diorama.engine.webgpu;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** Listens to faults. See <a href="https://www.w3.org/TR/webgpu/#eventdef-gpudevice-uncapturederror">uncapturederror</a>. */
@JSFunctor
interface GPUUncapturedErrorHandler extends JSObject {
    void handle(GPUUncapturedErrorEvent event);
}
