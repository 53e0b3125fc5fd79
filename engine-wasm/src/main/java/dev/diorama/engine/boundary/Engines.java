package dev.diorama.engine.boundary;

import dev.diorama.engine.editor.EditorCore;
import dev.diorama.engine.editor.EditorHost;
import dev.diorama.engine.webgpu.GPU;
import dev.diorama.engine.webgpu.GpuCanvas;
import dev.diorama.engine.webgpu.WebGpuDevice;
import dev.diorama.engine.webgpu.WebGpuListener;
import dev.diorama.scene.lib0.Utf8;
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
        return WebGpuDevice.request(gpu, canvas, new DeviceWatch(engines, number, gpu, canvas, host))
                .then(device -> {
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
        public void localUpdate(byte[] update, String about) {
            mailbox.give(host, engine, EngineMain.LOCAL_EDIT, Utf8.encode(about));
            mailbox.give(host, engine, EngineMain.LOCAL_UPDATE, update);
        }

        @Override
        public void changed(int topics) {
            host.changed(engine, topics);
        }
    }

    /** An engine goes on with another device; none is needed if the engine was freed meanwhile. */
    private void replace(int number, WebGpuDevice device) {
        Engine engine = engines[number];
        if (engine == null) {
            device.destroy();
            return;
        }
        engines[number] = new Engine(engine.core, device);
        engine.core.view().deviceReplaced(device);
    }

    /** Tells the page what the device refuses, and asks for another one when it is lost. */
    private static final class DeviceWatch implements WebGpuListener {
        /** A device that is lost again and again is not worth another try. */
        private static final int MAX_REPLACEMENTS = 5;

        private final Engines engines;
        private final int number;
        private final GPU gpu;
        private final GpuCanvas canvas;
        private final Host host;
        private int replacements;

        DeviceWatch(Engines engines, int number, GPU gpu, GpuCanvas canvas, Host host) {
            this.engines = engines;
            this.number = number;
            this.gpu = gpu;
            this.canvas = canvas;
            this.host = host;
        }

        @Override
        public void lost(String message) {
            boolean lives = number < engines.engines.length && engines.engines[number] != null;
            if (!lives || ++replacements > MAX_REPLACEMENTS) {
                tellLost(message);
                return;
            }
            WebGpuDevice.request(gpu, canvas, this)
                    .then(device -> {
                        engines.replace(number, device);
                        return device;
                    })
                    .catchError(error -> {
                        tellLost(message);
                        return null;
                    });
        }

        private void tellLost(String message) {
            host.deviceError(number, "DEVICE_LOST", "The graphics device was lost: " + message);
        }

        @Override
        public void error(String message) {
            host.deviceError(number, ErrorCodes.INTERNAL, "WebGPU refused a call: " + message);
        }
    }
}
