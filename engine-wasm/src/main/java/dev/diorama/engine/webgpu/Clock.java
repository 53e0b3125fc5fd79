package dev.diorama.engine.webgpu;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.JSTopLevel;

/** See <a href="https://www.w3.org/TR/hr-time-3/#sec-performance">Performance</a>. */
abstract class Clock implements JSObject {
    @JSTopLevel
    @JSProperty("performance")
    static native Clock clock();

    abstract double now();
}
