package dev.diorama.engine.boundary;

import org.teavm.jso.JSExport;

/** The module that TeaVM compiles: its exports are what {@code index.js} of the npm package calls. */
public final class EngineMain {

    private EngineMain() {}

    /** The version of this module, for the page to compare with its own. */
    @JSExport
    public static String version() {
        return "0.1.0";
    }
}
