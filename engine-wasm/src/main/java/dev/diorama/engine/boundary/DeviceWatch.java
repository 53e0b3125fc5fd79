package dev.diorama.engine.boundary;

import dev.diorama.engine.webgpu.GPU;
import dev.diorama.engine.webgpu.GPUError;
import dev.diorama.engine.webgpu.GpuCanvas;
import dev.diorama.engine.webgpu.WebGpuDevice;
import dev.diorama.engine.webgpu.WebGpuException;
import dev.diorama.engine.webgpu.WebGpuListener;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExceptions;
import org.teavm.jso.JSObject;

/** Tells the page what the device refuses, and asks for another one when it is lost. */
final class DeviceWatch implements WebGpuListener {
    /** A device that is lost again and again is not worth another try. */
    private static final int MAX_REPLACEMENTS = 5;

    private final GPU gpu;
    private final GpuCanvas canvas;
    private final EngineListeners listeners;
    private @Nullable Engine engine;
    private int replacements;

    DeviceWatch(GPU gpu, GpuCanvas canvas, EngineListeners listeners) {
        this.gpu = gpu;
        this.canvas = canvas;
        this.listeners = listeners;
    }

    /** The engine that draws with the device; until then there is none to save. */
    void watch(Engine started) {
        engine = started;
    }

    @Override
    public void lost(String message) {
        Engine alive = engine;
        if (alive == null || ++replacements > MAX_REPLACEMENTS) {
            tellLost(message);
            return;
        }
        WebGpuDevice.request(gpu, canvas, this)
                .then(device -> {
                    if (alive.freed()) {
                        device.destroy();
                    } else {
                        alive.replace(device);
                    }
                    return device;
                })
                .catchError(error -> {
                    tellLost(message);
                    return null;
                });
    }

    private void tellLost(String message) {
        WebGpuException lost = new WebGpuException("DEVICE_LOST", "The graphics device was lost: " + message);
        if (engine != null) {
            engine.deviceLost(lost);
        }
        listeners.onDeviceError(lost);
    }

    @Override
    public void error(String message) {
        listeners.onDeviceError(new IllegalStateException("WebGPU refused a call: " + message));
    }

    /** Why a promise of WebGPU was broken. */
    static Throwable failure(Object reason) {
        Throwable ours = JSExceptions.getJavaException((JSObject) reason);
        return ours != null ? ours : new WebGpuException("WebGPU gave no device: " + ((GPUError) reason).getMessage());
    }
}
