package dev.diorama.benchmarks.crdt;

import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.crdt.UpdateFormat;
import dev.diorama.scene.crdt.Updates;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.lib0.Lib0Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs one workload once and says how long each part took; the counterpart of {@code node/bench.mjs}. */
final class Bench {

    private final Platform platform;
    private final int size;
    private final int edits;
    private final byte[] trace;
    private final Map<String, AnyValue> out = new LinkedHashMap<>();

    /**
     * A workload.
     *
     * @param size operations of B1 to B3, and nodes of a scene
     * @param trace the B4 trace: a count, then position, deletions and insertion of each edit, then the text at the end
     */
    Bench(Platform platform, int size, int edits, byte[] trace) {
        this.platform = platform;
        this.size = size;
        this.edits = edits;
        this.trace = trace;
    }

    /** The figures of one run, as JSON. */
    String run(String id) throws DecodeException {
        out.clear();
        switch (id) {
            case "B2.1", "B2.2", "B2.3", "B2.4" -> concurrent(id);
            case "B3.1", "B3.2", "B3.3", "B3.4" -> crowd(id);
            case "B4" -> trace();
            case "SCENE-1" -> create();
            case "SCENE" -> scene();
            case "MERGE" -> merge();
            default -> single(id);
        }
        return Json.print(AnyValue.obj(out));
    }

    private static YDoc doc(int number) {
        YDoc doc = YDoc.of(2_000_000_011L + number * 7919L);
        doc.text("text");
        doc.array("array");
        doc.map("map");
        doc.map("nodes");
        return doc;
    }

    private static YDoc recording(int number, List<byte[]> updates) {
        YDoc doc = doc(number);
        doc.onUpdate((update, origin, local) -> {
            if (local) {
                updates.add(update);
            }
        });
        return doc;
    }

    private static void apply(YDoc doc, List<byte[]> updates) throws DecodeException {
        for (byte[] update : updates) {
            doc.applyUpdate(update, "remote");
        }
    }

    private static void edit(YDoc doc, ListOp op) {
        if (!op.values().isEmpty()) {
            doc.array("array").insert(op.at(), op.values());
            return;
        }
        if (op.deleted() > 0) {
            doc.text("text").delete(op.at(), op.deleted());
        }
        if (!op.text().isEmpty()) {
            doc.text("text").insert(op.at(), op.text());
        }
    }

    private void put(String name, double value) {
        out.put(name, AnyValue.of(Math.round(value * 10) / 10.0));
    }

    private static void same(Object a, Object b, String what) {
        if (!a.equals(b)) {
            throw new IllegalStateException("different: " + what);
        }
    }

    /** Encodes the document, loads it again and looks at it. */
    private YDoc reload(YDoc doc) throws DecodeException {
        double start = platform.cpuMillis();
        byte[] bytes = doc.encodeStateAsUpdate();
        put("encodeMs", platform.cpuMillis() - start);
        put("docSize", bytes.length);
        start = platform.cpuMillis();
        YDoc copy = doc(900);
        copy.applyUpdate(bytes, "remote");
        copy.text("text").string();
        put("parseMs", platform.cpuMillis() - start);
        same(copy.text("text").string(), doc.text("text").string(), "text");
        same(copy.map("map").entries(), doc.map("map").entries(), "map");
        return copy;
    }

    private void single(String id) throws DecodeException {
        List<ListOp> ops = ListOp.b1(id, size);
        List<byte[]> updates = new ArrayList<>();
        YDoc writer = recording(1, updates);
        YDoc reader = doc(2);
        double start = platform.cpuMillis();
        for (ListOp op : ops) {
            edit(writer, op);
        }
        apply(reader, updates);
        String text = reader.text("text").string();
        put("timeMs", platform.cpuMillis() - start);
        same(text, writer.text("text").string(), id);
        same(reader.array("array").chunks(), writer.array("array").chunks(), id);
        reload(writer);
    }

    private void concurrent(String id) throws DecodeException {
        List<List<ListOp>> ops = ListOp.b2(id, size);
        List<byte[]> fromA = new ArrayList<>();
        List<byte[]> fromB = new ArrayList<>();
        YDoc a = recording(1, fromA);
        YDoc b = recording(2, fromB);
        edit(a, ops.getFirst().getFirst());
        apply(b, fromA);
        fromA.clear();
        double start = platform.cpuMillis();
        a.transact(null, () -> ops.get(1).forEach(op -> edit(a, op)));
        b.transact(null, () -> ops.get(2).forEach(op -> edit(b, op)));
        apply(b, fromA);
        apply(a, fromB);
        same(a.text("text").string(), b.text("text").string(), id);
        put("timeMs", platform.cpuMillis() - start);
        reload(a);
    }

    private void crowd(String id) throws DecodeException {
        int clients = Math.max(1, size / 6);
        List<byte[]> updates = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            writeOne(id, recording(1000 + i, updates), i);
        }
        YDoc before = doc(3);
        apply(before, updates);
        YDoc doc = doc(4);
        double start = platform.cpuMillis();
        apply(doc, updates);
        put("timeMs", platform.cpuMillis() - start);
        same(before.map("map").entries(), doc.map("map").entries(), id);
        same(before.array("array").chunks(), doc.array("array").chunks(), id);
        reload(doc);
    }

    private static void writeOne(String id, YDoc doc, int number) {
        YMap map = doc.map("map");
        switch (id) {
            case "B3.1" -> map.set("v", AnyValue.of(number));
            case "B3.2" -> {
                Map<String, AnyValue> value = new LinkedHashMap<>();
                value.put("name", AnyValue.of("" + number));
                value.put("address", AnyValue.of("here"));
                map.set("v", AnyValue.obj(value));
            }
            case "B3.3" -> map.set("v", AnyValue.of(("" + number).repeat(1000)));
            default -> doc.array("array").insert(0, List.of(AnyValue.of("" + number)));
        }
    }

    private void trace() throws DecodeException {
        List<ListOp> ops = new ArrayList<>();
        Lib0Reader in = new Lib0Reader(trace);
        for (int count = in.readVarUint31(); count > 0; count--) {
            int at = in.readVarUint31();
            int deleted = in.readVarUint31();
            ops.add(ListOp.text(at, deleted, in.readVarString()));
        }
        String end = in.readVarString();
        int[] bytes = new int[1];
        YDoc doc = doc(1);
        doc.onUpdate((update, origin, local) -> bytes[0] += update.length);
        double start = platform.cpuMillis();
        for (ListOp op : ops) {
            edit(doc, op);
        }
        same(doc.text("text").string(), end, "B4");
        put("timeMs", platform.cpuMillis() - start);
        put("updateBytes", bytes[0]);
        put("docSizeV2", doc.encodeStateAsUpdate(StateVector.EMPTY, UpdateFormat.V2).length);
        reload(doc);
    }

    private static void add(YDoc doc, SceneWorkload.Node node) {
        doc.transact(null, () -> {
            YMap map = doc.map("nodes").setMap(node.id());
            for (SceneWorkload.Edit property : node.properties()) {
                map.set(property.key(), property.value());
            }
        });
    }

    /** SCENE-1: one transaction for each node; then the heap that a loaded scene takes. */
    private void create() throws DecodeException {
        List<SceneWorkload.Node> nodes = SceneWorkload.nodes(size);
        List<byte[]> updates = new ArrayList<>();
        YDoc doc = recording(1, updates);
        double start = platform.cpuMillis();
        for (SceneWorkload.Node node : nodes) {
            add(doc, node);
        }
        put("timeMs", platform.cpuMillis() - start);
        updates.clear();
        byte[] bytes = doc.encodeStateAsUpdate();
        double before = platform.liveBytes();
        YDoc copy = doc(900);
        copy.applyUpdate(bytes, "remote");
        double after = platform.liveBytes();
        put("bytesPerProperty", (after - before) / (9.0 * size));
        put("docSize", bytes.length);
        // What was there before must live until here, or its end would be counted as the second document's gain.
        same(copy.map("nodes").size(), doc.map("nodes").size(), "SCENE-1");
        same(copy.map("nodes").size(), nodes.size(), "SCENE-1");
    }

    /** SCENE-2: local edits. SCENE-3: loading the result. SCENE-4: the same edits from elsewhere, one by one, observed. */
    private void scene() throws DecodeException {
        List<SceneWorkload.Node> nodes = SceneWorkload.nodes(size);
        List<SceneWorkload.Edit> properties = SceneWorkload.edits(size, edits);
        List<byte[]> updates = new ArrayList<>();
        YDoc doc = recording(1, updates);
        doc.transact(null, () -> nodes.forEach(node -> add(doc, node)));
        byte[] base = doc.encodeStateAsUpdate();
        updates.clear();
        YMap map = doc.map("nodes");
        double start = platform.cpuMillis();
        for (SceneWorkload.Edit edit : properties) {
            YMap node = map.map(edit.id());
            if (node != null) {
                node.set(edit.key(), edit.value());
            }
        }
        put("editMs", platform.cpuMillis() - start);
        start = platform.cpuMillis();
        byte[] bytes = doc.encodeStateAsUpdate();
        put("encodeMs", platform.cpuMillis() - start);
        put("docSize", bytes.length);
        start = platform.cpuMillis();
        YDoc loaded = doc(900);
        loaded.applyUpdate(bytes, "remote");
        int count = loaded.map("nodes").size();
        put("loadMs", platform.cpuMillis() - start);
        same(count, nodes.size(), "SCENE-3");
        remote(base, updates);
        same(new YDocs(loaded).equalTo(doc), true, "SCENE-3");
    }

    /** Merges the updates of many local edits without a document; four times as many should take about four times as long. */
    private void merge() throws DecodeException {
        List<byte[]> updates = new ArrayList<>();
        YDoc doc = recording(1, updates);
        doc.transact(null, () -> SceneWorkload.nodes(100).forEach(node -> add(doc, node)));
        updates.clear();
        YMap map = doc.map("nodes");
        for (SceneWorkload.Edit edit : SceneWorkload.edits(100, Math.min(edits, 8000))) {
            YMap node = map.map(edit.id());
            if (node != null) {
                node.set(edit.key(), edit.value());
            }
        }
        for (int count : new int[] {500, 2000, 8000}) {
            List<byte[]> some = updates.subList(0, Math.min(count, updates.size()));
            double start = platform.cpuMillis();
            byte[] merged = Updates.merge(some, UpdateFormat.V1);
            put("merge" + count + "Ms", platform.cpuMillis() - start);
            put("merged" + count, merged.length);
        }
    }

    private void remote(byte[] base, List<byte[]> updates) throws DecodeException {
        YDoc doc = doc(900);
        doc.applyUpdate(base, "remote");
        int[] seen = new int[1];
        doc.map("nodes")
                .observeDeep((events, transaction) -> events.forEach(event -> {
                    Object id = event.path().getFirst();
                    YMap target = (YMap) event.target();
                    event.keys().forEach((key, change) -> seen[0] += id != null && target.any(key) != null ? 1 : 0);
                }));
        double start = platform.cpuMillis();
        apply(doc, updates);
        put("remoteMs", platform.cpuMillis() - start);
        same(seen[0], updates.size(), "SCENE-4");
    }

    /** A document to compare with another one. */
    private record YDocs(YDoc doc) {

        boolean equalTo(YDoc other) {
            return doc.stateVector().equals(other.stateVector())
                    && java.util.Arrays.equals(doc.encodeSnapshot(), other.encodeSnapshot());
        }
    }
}
