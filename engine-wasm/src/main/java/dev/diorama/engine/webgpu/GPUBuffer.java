package dev.diorama.engine.webgpu;

import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.ArrayBuffer;

/** A block of memory of the device. See <a href="https://www.w3.org/TR/webgpu/#gpubuffer">GPUBuffer</a>. */
public interface GPUBuffer extends GPUObjectBase {
    JSPromise<JSObject> mapAsync(int mode, int offset, int size);

    ArrayBuffer getMappedRange(int offset, int size);

    void unmap();

    void destroy();
}
