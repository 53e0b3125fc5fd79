package dev.diorama.benchmarks.scene;

import dev.diorama.scene.crdt.DecodeLimits;
import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.crdt.UpdateFormat;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.schema.InvalidEditException;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.RandomSource;
import dev.diorama.scene.schema.SceneCompaction;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneUndo;
import dev.diorama.scene.schema.Transform;
import dev.diorama.scene.schema.TreeHash;
import java.util.ArrayList;
import java.util.List;

/** The workloads. Each answers one line of JSON: processor time in milliseconds, and what shows that the work was done. */
final class Bench {

    private static final String PEER = "peer";

    private final Platform platform;
    private final int nodes;

    Bench(Platform platform, int nodes) {
        this.platform = platform;
        this.nodes = nodes;
    }

    String run(String workload) throws DecodeException, InvalidEditException {
        return switch (workload) {
            case "BUILD" -> build();
            case "REPARENT" -> reparent();
            case "CONFLICT" -> conflict();
            case "EVENTS" -> events();
            case "UNDO" -> undo();
            case "GROWTH" -> growth();
            default -> throw new IllegalArgumentException(workload);
        };
    }

    private static String line(double millis, String hash, String more) {
        return "{\"ms\":" + millis + ",\"tree\":\"" + hash + "\"" + more + "}";
    }

    /** Ten nodes below each, the first at the top: the same tree in every contender. */
    private static String parentOf(int index) {
        return index == 0 ? "" : "n" + (index - 1) / 10;
    }

    private static void fill(YDoc doc, int count) {
        doc.map("meta").set("schema", AnyValue.of(1));
        YMap all = doc.map("nodes");
        for (int i = 0; i < count; i++) {
            YMap map = all.setMap("n" + i);
            map.set("@" + parentOf(i), AnyValue.of(1));
            map.set("o", AnyValue.of(order(i)));
            map.set("k", AnyValue.of("group"));
            map.set("n", AnyValue.of("Node " + i));
            map.set("p", AnyValue.of(i, 0f, 0f));
        }
    }

    /** A key of eight digits, so that text order is the order of the numbers. */
    private static String order(int index) {
        StringBuilder key = new StringBuilder("b");
        String digits = Integer.toString(index);
        for (int i = digits.length(); i < 8; i++) {
            key.append('0');
        }
        return key.append(digits).append('1').toString();
    }

    private SceneDoc scene(long client) {
        SceneDoc scene = SceneDoc.of(YDoc.of(client));
        scene.doc().transact(null, () -> fill(scene.doc(), nodes));
        return scene;
    }

    private String build() {
        int[] seen = {0};
        SceneDoc scene = SceneDoc.of(YDoc.of(1));
        scene.observe((events, transaction) -> seen[0] += events.size());
        double start = platform.cpuMillis();
        scene.doc().transact(null, () -> fill(scene.doc(), nodes));
        double millis = platform.cpuMillis() - start;
        return line(millis, TreeHash.of(scene), ",\"events\":" + seen[0]);
    }

    /** A node with a tenth of all others below it moves to the top and back, ten times. */
    private String reparent() throws InvalidEditException {
        SceneDoc scene = scene(1);
        NodeId moved = new NodeId("n1");
        int[] seen = {0};
        scene.observe((events, transaction) -> seen[0] += events.size());
        double start = platform.cpuMillis();
        for (int i = 0; i < 10; i++) {
            scene.apply(new SceneEdit.MoveNode(moved, i % 2 == 0 ? NodeId.ROOT : new NodeId("n0"), 0), null);
        }
        double millis = platform.cpuMillis() - start;
        return line(millis, TreeHash.of(scene), ",\"events\":" + seen[0]);
    }

    /** Two people move 500 nodes each, below each other's, and meet. */
    private String conflict() throws DecodeException, InvalidEditException {
        SceneDoc mine = scene(1);
        SceneDoc theirs = SceneDoc.of(YDoc.of(2));
        theirs.applyUpdate(mine.doc().encodeStateAsUpdate(), PEER);
        byte[] since = mine.doc().encodeStateVector();
        RandomSource random = RandomSource.seeded(7);
        for (int i = 0; i < 1000; i++) {
            NodeId node = new NodeId("n" + (1 + random.below(nodes - 1)));
            NodeId parent = new NodeId("n" + (1 + random.below(nodes - 1)));
            SceneDoc who = i % 2 == 0 ? mine : theirs;
            try {
                who.apply(new SceneEdit.MoveNode(node, parent, 0), null);
            } catch (InvalidEditException e) {
                // Below itself; another one then.
            }
        }
        byte[] update = theirs.doc().encodeStateAsUpdate(StateVector.decode(since));
        int[] seen = {0};
        mine.observe((events, transaction) -> seen[0] += events.size());
        double start = platform.cpuMillis();
        mine.applyUpdate(update, PEER);
        double millis = platform.cpuMillis() - start;
        return line(millis, TreeHash.of(mine), ",\"events\":" + seen[0]);
    }

    /** A hundred thousand changes of properties by somebody else, an update each, into events. */
    private String events() throws DecodeException {
        SceneDoc mine = scene(1);
        YDoc theirs = YDoc.of(2);
        theirs.applyUpdate(mine.doc().encodeStateAsUpdate(), PEER);
        List<byte[]> updates = new ArrayList<>();
        theirs.onUpdate((update, origin, local) -> updates.add(update));
        for (int i = 0; i < nodes; i++) {
            YMap map = theirs.map("nodes").map("n" + (i * 7919L) % nodes);
            if (map != null) {
                map.set("p", AnyValue.of(i, 1f, 2f));
            }
        }
        int[] seen = {0};
        mine.observe((events, transaction) -> seen[0] += events.size());
        double start = platform.cpuMillis();
        for (byte[] update : updates) {
            mine.applyUpdate(update, PEER);
        }
        double millis = platform.cpuMillis() - start;
        return line(millis, TreeHash.of(mine), ",\"events\":" + seen[0]);
    }

    /** A thousand nodes are moved as one step, and that is taken back. */
    private String undo() throws InvalidEditException {
        SceneDoc scene = scene(1);
        SceneUndo undo = SceneUndo.of(scene);
        List<NodeId> ids = new ArrayList<>();
        List<Transform> places = new ArrayList<>();
        for (int i = 0; i < Math.min(1000, nodes); i++) {
            ids.add(new NodeId("n" + i));
            places.add(Transform.at(i, 5, 5));
        }
        undo.apply(new SceneEdit.SetTransform(ids, places), null);
        int[] seen = {0};
        scene.observe((events, transaction) -> seen[0] += events.size());
        double start = platform.cpuMillis();
        boolean undone = undo.undo();
        double millis = platform.cpuMillis() - start;
        return line(millis, TreeHash.of(scene), ",\"events\":" + seen[0] + ",\"undone\":" + undone);
    }

    /** Ten gestures per node by eight people, each a commit of one to three registers; then the same content in a fresh document. */
    private String growth() throws InvalidEditException, DecodeException {
        List<SceneDoc> people = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            people.add(SceneDoc.of(YDoc.of(1000 + i)));
        }
        SceneDoc first = people.get(0);
        first.doc().transact(null, () -> fill(first.doc(), nodes));
        byte[] state = first.doc().encodeStateAsUpdate();
        for (SceneDoc person : people) {
            person.applyUpdate(state, PEER);
        }
        for (SceneDoc person : people) {
            person.doc().onUpdate((update, origin, local) -> {
                if (local) {
                    deliver(people, person, update);
                }
            });
        }
        RandomSource random = RandomSource.seeded(11);
        double start = platform.cpuMillis();
        for (int i = 0; i < 10 * nodes; i++) {
            SceneDoc who = people.get(random.below(8));
            NodeId id = new NodeId("n" + random.below(nodes));
            Transform t = Transform.at(random.below(1000) / 8f, random.below(1000) / 8f, 0);
            try {
                switch (random.below(10)) {
                    case 0 -> who.apply(new SceneEdit.SetName(id, "Name " + i), null);
                    case 1 -> who.apply(new SceneEdit.SetFlags(id, random.below(4)), null);
                    case 2 -> who.apply(new SceneEdit.MoveNode(id, new NodeId("n" + random.below(nodes)), 0), null);
                    case 3 -> who.apply(new SceneEdit.SetTransform(id, t.withScale(2, 2, 1 + random.below(9))), null);
                    default -> who.apply(new SceneEdit.SetTransform(id, t), null);
                }
            } catch (InvalidEditException e) {
                // Below itself: a person would choose another place.
            }
        }
        double millis = platform.cpuMillis() - start;
        byte[] grown = first.doc().encodeStateAsUpdate(StateVector.EMPTY, UpdateFormat.V2);
        int grownV1 = first.doc().encodeStateAsUpdate().length;
        String tree = TreeHash.of(first);
        byte[] fresh = SceneCompaction.compact(first.doc(), 5).encodeStateAsUpdate(StateVector.EMPTY, UpdateFormat.V2);
        people.clear();
        String memory = ",\"heap\":" + heap(grown) + ",\"freshHeap\":" + heap(fresh);
        return line(
                millis,
                tree,
                ",\"v1\":" + grownV1 + ",\"v2\":" + grown.length + ",\"freshV2\":" + fresh.length + memory);
    }

    private static void deliver(List<SceneDoc> people, SceneDoc from, byte[] update) {
        for (SceneDoc other : people) {
            if (other != from) {
                try {
                    other.applyUpdate(update, PEER);
                } catch (DecodeException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Bytes of live objects that a scene takes. */
    private long heap(byte[] state) throws DecodeException {
        double before = platform.liveBytes();
        YDoc doc = YDoc.of(3);
        doc.applyUpdate(state, UpdateFormat.V2, PEER, DecodeLimits.STATE);
        SceneDoc scene = SceneDoc.of(doc);
        double after = platform.liveBytes();
        return scene.size() == 0 ? 0 : (long) (after - before);
    }
}
