package dev.diorama.benchmarks.crdt;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.worker.Worker;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;

/** What Node and browsers call: workloads, and the worker that the recorded corpus is played with. Compiled to WebAssembly. */
public final class WasmMain {

    private static final Worker WORKER = new Worker();

    private WasmMain() {}

    /** Nothing: the module is there for its export. */
    public static void main(String[] args) {
        // exported functions do the work
    }

    /** Runs a workload once; the figures as JSON. */
    @JSExport
    public static String run(String workload, int size, int edits, byte[] trace) throws DecodeException {
        return new Bench(new Node(), size, edits, trace).run(workload);
    }

    /** The answer of the worker to one command, both JSON. */
    @JSExport
    public static String answer(String line) {
        return WORKER.answer(line);
    }

    @JSBody(script = "const c = process.cpuUsage(); return (c.user + c.system) / 1000")
    private static native double cpuMillisOfNode();

    @JSBody(script = "globalThis.gc(); globalThis.gc(); return process.memoryUsage().heapUsed")
    private static native double liveBytesOfNode();

    private static final class Node implements Platform {

        @Override
        public double cpuMillis() {
            return cpuMillisOfNode();
        }

        @Override
        public double liveBytes() {
            return liveBytesOfNode();
        }
    }
}
