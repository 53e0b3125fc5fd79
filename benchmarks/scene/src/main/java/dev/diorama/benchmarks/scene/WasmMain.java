package dev.diorama.benchmarks.scene;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.schema.InvalidEditException;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.scene.schema.TreeHash;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;

/** Runs one workload in Node, compiled to WebAssembly. */
public final class WasmMain {

    private WasmMain() {}

    /** Nothing: the module is there for its exports. */
    public static void main(String[] args) {
        // exported functions do the work
    }

    /** Runs a workload once; the figures as JSON. */
    @JSExport
    public static String run(String workload, int nodes) throws DecodeException, InvalidEditException {
        return new Bench(new Node(), nodes).run(workload);
    }

    /** The state hash of a document and the tree hash of the scene in it, with a space between. */
    @JSExport
    public static String hashes(byte[] state) throws DecodeException {
        YDoc doc = YDoc.of(77);
        doc.applyUpdate(state, null);
        return StateHash.of(doc) + " " + TreeHash.of(SceneDoc.of(doc));
    }

    /** The hashes of random sessions. */
    @JSExport
    public static String sessions(int count, int steps) throws DecodeException {
        return Sessions.hashes(count, steps);
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
