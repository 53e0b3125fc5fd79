package dev.diorama.engine.webgpu;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What has a label. See <a href="https://www.w3.org/TR/webgpu/#gpuobjectbase">GPUObjectBase</a>. */
public interface GPUObjectBase extends JSObject {
    @JSProperty
    String getLabel();
}
