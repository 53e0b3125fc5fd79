package dev.diorama.benchmarks.scene;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.schema.InvalidEditException;
import dev.diorama.scene.schema.Material;
import dev.diorama.scene.schema.MaterialEdit;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.RandomSource;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneUndo;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.scene.schema.Transform;
import dev.diorama.scene.schema.TreeHash;
import java.util.ArrayList;
import java.util.List;

/** People who edit a scene at once, write garbage into it now and then, and meet; the same on every machine. */
final class Sessions {

    private final RandomSource random;
    private final List<SceneDoc> scenes = new ArrayList<>();
    private final List<SceneUndo> undos = new ArrayList<>();
    private int nextId;

    private Sessions(long seed) {
        random = RandomSource.seeded(seed);
        for (int i = 2 + random.below(3); i > 0; i--) {
            SceneDoc scene = SceneDoc.of(YDoc.of(seed * 100 + i), RandomSource.seeded(seed + i));
            scenes.add(scene);
            undos.add(SceneUndo.of(scene));
        }
    }

    /** For each seed from 1 on the state hash, the tree hash and what the events came to, a line each. */
    static String hashes(int count, int steps) throws DecodeException {
        StringBuilder out = new StringBuilder();
        for (int seed = 1; seed <= count; seed++) {
            out.append(new Sessions(seed).play(steps)).append('\n');
        }
        return out.toString();
    }

    private String play(int steps) throws DecodeException {
        long[] events = {0};
        scenes.get(0).observe((list, transaction) -> events[0] = events[0] * 31 + list.size());
        for (int step = 0; step < steps; step++) {
            int who = random.below(scenes.size());
            switch (random.below(6)) {
                case 0 -> pull(who, random.below(scenes.size()));
                case 1 -> garbage(scenes.get(who).doc());
                default -> edit(who);
            }
        }
        for (int round = 0; round < 2; round++) {
            for (int who = 0; who < scenes.size(); who++) {
                pull(0, who);
                pull(who, 0);
            }
        }
        String hash = StateHash.of(scenes.get(0).doc()) + " " + TreeHash.of(scenes.get(0));
        for (SceneDoc scene : scenes) {
            if (!hash.equals(StateHash.of(scene.doc()) + " " + TreeHash.of(scene))) {
                throw new IllegalStateException("peers differ");
            }
        }
        return hash + " " + events[0];
    }

    private void pull(int to, int from) throws DecodeException {
        if (to != from) {
            YDoc doc = scenes.get(to).doc();
            scenes.get(to).applyUpdate(scenes.get(from).doc().encodeStateAsUpdate(doc.stateVector()), "net");
        }
    }

    private NodeId any(SceneDoc scene) {
        List<NodeId> all = new ArrayList<>();
        all.add(NodeId.ROOT);
        for (int i = 0; i < all.size(); i++) {
            all.addAll(scene.children(all.get(i)));
        }
        return all.get(random.below(all.size()));
    }

    private void edit(int who) {
        SceneDoc scene = scenes.get(who);
        SceneUndo undo = undos.get(who);
        NodeId node = any(scene);
        NodeId id = new NodeId("n" + nextId++);
        try {
            switch (random.below(12)) {
                case 0, 1, 2 ->
                    undo.apply(
                            new SceneEdit.AddNode(
                                    id,
                                    node,
                                    NodeKind.MESH,
                                    Primitive.TORUS,
                                    "Ring",
                                    Transform.at(random.below(9), 0.1f, 0)),
                            null);
                case 3, 4, 5 ->
                    undo.apply(
                            new SceneEdit.MoveNodes(List.of(node), any(scene), random.below(4), random.below(2) == 0),
                            null);
                case 6 -> undo.apply(new SceneEdit.DeleteNodes(List.of(node)), null);
                case 7 -> undo.apply(new SceneEdit.Group(List.of(node, any(scene)), id, "Group"), null);
                case 8 -> undo.apply(new SceneEdit.Ungroup(List.of(node)), null);
                case 9 -> {
                    undo.apply(new MaterialEdit.AddMaterial(id.value(), Material.DEFAULT.withSurface(0.1f, 0.2f)), id);
                    undo.apply(new MaterialEdit.AssignMaterial(List.of(node), id.value()), id);
                }
                case 10 -> {
                    boolean ignored = undo.undo();
                }
                default -> {
                    boolean ignored = undo.redo();
                }
            }
        } catch (InvalidEditException e) {
            // Not every edit fits every node.
        }
    }

    private void garbage(YDoc doc) {
        String[] roots = {"nodes", "materials", "comments", "meta", "assets"};
        String[] keys = {
            "@", "@n1", "o", "p", "r", "n", "k", "g", "g.tube", "v", "m", "body", "", "\uD83D\uDE00", "color"
        };
        AnyValue[] values = {
            AnyValue.of(Double.NaN),
            AnyValue.of(-0.0),
            AnyValue.of(1e300),
            AnyValue.of("a1"),
            AnyValue.of(true),
            AnyValue.Undefined.INSTANCE,
            AnyValue.list(AnyValue.of(1), AnyValue.of("x")),
            AnyValue.of(7),
            new AnyValue.BigInt(-5),
            new AnyValue.Bytes(new byte[] {1}),
            AnyValue.of("\uD83D"),
            AnyValue.of(0.1)
        };
        String root = roots[random.below(roots.length)];
        String id = "n" + random.below(nextId + 1);
        String key = keys[random.below(keys.length)];
        AnyValue value = values[random.below(values.length)];
        switch (random.below(5)) {
            case 0 -> doc.map(root).set(id, value);
            case 1 -> doc.map(root).setText(id).insert(0, "text");
            default -> {
                YMap map = doc.map(root).map(id);
                if (map == null) {
                    map = doc.map(root).setMap(id);
                }
                if (random.below(6) == 0) {
                    map.setArray(key).insert(0, List.of(value));
                } else {
                    map.set(key, value);
                }
            }
        }
    }
}
