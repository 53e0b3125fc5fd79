package dev.diorama.engine.webgpu;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** A canvas, on the page or off screen. See <a href="https://www.w3.org/TR/webgpu/#canvas-getcontext">getContext</a>. */
public interface GpuCanvas extends JSObject {
    /** {@code null} when the canvas already has a context of another kind. */
    @Nullable GPUCanvasContext getContext(String contextId);
}
