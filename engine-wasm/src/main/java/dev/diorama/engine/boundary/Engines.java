package dev.diorama.engine.boundary;

import dev.diorama.engine.editor.EditorCore;
import dev.diorama.engine.editor.EditorHost;
import dev.diorama.engine.webgpu.GPU;
import dev.diorama.engine.webgpu.GpuCanvas;
import dev.diorama.engine.webgpu.WebGpuDevice;
import dev.diorama.engine.webgpu.WebGpuListener;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;

/** The engines that live, by the numbers the glue gave them; a number is never used twice. */
final class Engines {
    private @Nullable Engine[] engines = new @Nullable Engine[4];

    /** An engine and the device it draws with. */
    private record Engine(EditorCore core, WebGpuDevice device) {}

    EditorCore core(int number) {
        Engine engine = number >= 0 && number < engines.length ? engines[number] : null;
        if (engine == null) {
            throw new BoundaryException("FREED", "there is no engine with this number: number=" + number);
        }
        return engine.core;
    }

    void free(int number) {
        EditorCore core = core(number);
        Engine engine = engines[number];
        engines[number] = null;
        try {
            core.free();
        } finally {
            if (engine != null) {
                engine.device.destroy();
            }
        }
    }

    /** Asks for a device and makes an engine on it; the promise gives the engine's number. */
    static JSPromise<JSNumber> open(
            Engines engines, int number, GPU gpu, GpuCanvas canvas, long clientId, Mailbox mailbox, Host host) {
        return WebGpuDevice.request(gpu, canvas, new DeviceReport(number, host)).then(device -> {
            engines.put(number, new Engine(start(device, clientId, new Page(number, mailbox, host)), device));
            return JSNumber.valueOf(number);
        });
    }

    private static EditorCore start(WebGpuDevice device, long clientId, Page page) {
        boolean started = false;
        try {
            EditorCore core = new EditorCore(page, device, clientId, System::currentTimeMillis, page.host::random);
            started = true;
            return core;
        } finally {
            if (!started) {
                device.destroy();
            }
        }
    }

    private void put(int number, Engine engine) {
        if (number >= engines.length) {
            engines = Arrays.copyOf(engines, 2 * number);
        }
        engines[number] = engine;
    }

    /** The page, as the editor sees it. */
    private record Page(int engine, Mailbox mailbox, Host host) implements EditorHost {
        @Override
        public void send(byte[] message) {
            mailbox.give(host, engine, EngineMain.SEND, message);
        }

        @Override
        public void localUpdate(byte[] update) {
            mailbox.give(host, engine, EngineMain.LOCAL_UPDATE, update);
        }

        @Override
        public void changed(int topics) {
            host.changed(engine, topics);
        }
    }

    /** The page, as the graphics device sees it. */
    private record DeviceReport(int engine, Host host) implements WebGpuListener {
        @Override
        public void lost(String message) {
            host.deviceError(engine, "DEVICE_LOST", "The graphics device was lost: " + message);
        }

        @Override
        public void error(String message) {
            host.deviceError(engine, ErrorCodes.INTERNAL, "WebGPU refused a call: " + message);
        }
    }
}
