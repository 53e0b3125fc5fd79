package dev.diorama.engine.webgpu;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** A fault that WebGPU found. See <a href="https://www.w3.org/TR/webgpu/#gpuerror">GPUError</a>. */
public interface GPUError extends JSObject {
    @JSProperty
    String getMessage();
}
