package dev.diorama.engine.webgpu;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What a device can do at most. See <a href="https://www.w3.org/TR/webgpu/#gpusupportedlimits">GPUSupportedLimits</a>. */
public interface GPUSupportedLimits extends JSObject {
    @JSProperty
    int getMaxTextureDimension2D();

    @JSProperty
    double getMaxBufferSize();

    @JSProperty
    double getMaxStorageBufferBindingSize();
}
