package dev.diorama.engine.webgpu;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** Why a device is gone. See <a href="https://www.w3.org/TR/webgpu/#gpudevicelostinfo">GPUDeviceLostInfo</a>. */
public interface GPUDeviceLostInfo extends JSObject {
    @JSProperty
    String getReason();

    @JSProperty
    String getMessage();
}
