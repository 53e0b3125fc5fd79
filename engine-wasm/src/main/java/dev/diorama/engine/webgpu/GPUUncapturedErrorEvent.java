package dev.diorama.engine.webgpu;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** A fault that no error scope caught. See <a href="https://www.w3.org/TR/webgpu/#gpuuncapturederrorevent">GPUUncapturedErrorEvent</a>. */
public interface GPUUncapturedErrorEvent extends JSObject {
    @JSProperty
    GPUError getError();
}
