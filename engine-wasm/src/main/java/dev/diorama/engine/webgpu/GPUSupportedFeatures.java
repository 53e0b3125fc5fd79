package dev.diorama.engine.webgpu;

import org.teavm.jso.JSObject;

/** A set of names. See <a href="https://www.w3.org/TR/webgpu/#gpusupportedfeatures">GPUSupportedFeatures</a>. */
public interface GPUSupportedFeatures extends JSObject {
    boolean has(String feature);
}
