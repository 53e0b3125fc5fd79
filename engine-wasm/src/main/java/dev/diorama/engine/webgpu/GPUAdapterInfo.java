package dev.diorama.engine.webgpu;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** What is known about an adapter. See <a href="https://www.w3.org/TR/webgpu/#gpuadapterinfo">GPUAdapterInfo</a>. */
public interface GPUAdapterInfo extends JSObject {
    @JSProperty
    @Nullable String getArchitecture();

    @JSProperty
    @Nullable String getDescription();

    @JSProperty("isFallbackAdapter")
    boolean isFallbackAdapter();
}
