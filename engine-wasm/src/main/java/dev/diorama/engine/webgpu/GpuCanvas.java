package dev.diorama.engine.webgpu;

import dev.diorama.bindgen.WebType;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** A canvas, on the page or off screen. See <a href="https://www.w3.org/TR/webgpu/#canvas-getcontext">getContext</a>. */
@WebType("HTMLCanvasElement | OffscreenCanvas")
public interface GpuCanvas extends JSObject {
    /** {@code null} when the canvas already has a context of another kind. */
    @Nullable GPUCanvasContext getContext(String contextId);

    @JSProperty
    int getWidth();

    @JSProperty
    void setWidth(int width);

    @JSProperty
    int getHeight();

    @JSProperty
    void setHeight(int height);
}
