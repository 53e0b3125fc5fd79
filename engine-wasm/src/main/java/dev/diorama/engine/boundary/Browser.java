package dev.diorama.engine.boundary;

import dev.diorama.engine.webgpu.GPU;
import dev.diorama.engine.webgpu.WebGpuException;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.JSTopLevel;
import org.teavm.jso.core.JSObjects;
import org.teavm.jso.typedarrays.Int32Array;

/** What the engine asks of the page beside its canvas: WebGPU and chance. */
abstract class Browser implements JSObject {
    @JSTopLevel
    @JSProperty("globalThis")
    private static native Browser browser();

    @JSProperty
    abstract @Nullable Navigator getNavigator();

    @JSProperty
    abstract Crypto getCrypto();

    @JSProperty("isSecureContext")
    abstract JSObject secureContext();

    @JSProperty("isSecureContext")
    abstract boolean secure();

    /** See <a href="https://html.spec.whatwg.org/#the-navigator-object">Navigator</a>. */
    interface Navigator extends JSObject {
        @JSProperty
        @Nullable GPU getGpu();
    }

    /** See <a href="https://www.w3.org/TR/webcrypto-2/#Crypto-interface">Crypto</a>. */
    interface Crypto extends JSObject {
        void getRandomValues(Int32Array values);
    }

    /** WebGPU, or why there is none. */
    static GPU gpu() {
        Browser browser = browser();
        Navigator navigator = browser.getNavigator();
        if (navigator != null && !JSObjects.isUndefined(navigator)) {
            GPU gpu = navigator.getGpu();
            if (gpu != null && !JSObjects.isUndefined(gpu)) {
                return gpu;
            }
        }
        boolean insecure = !JSObjects.isUndefined(browser.secureContext()) && !browser.secure();
        throw new WebGpuException(
                insecure
                        ? "WebGPU needs a secure page: open it over https, or on localhost"
                        : "This browser has no WebGPU: use a browser that has it, and see that hardware acceleration is on");
    }

    /** 32 unpredictable bits. */
    static int random() {
        Int32Array bits = new Int32Array(1);
        browser().getCrypto().getRandomValues(bits);
        return bits.get(0);
    }
}
