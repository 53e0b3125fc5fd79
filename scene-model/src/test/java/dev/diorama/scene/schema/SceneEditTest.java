package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.InvalidEditException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SceneEditTest {

    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final NodeId C = new NodeId("c");

    private final YDoc doc = YDoc.of(1);
    private final SceneDoc scene = SceneDoc.of(doc);
    private final SceneMirror mirror = new SceneMirror(scene);
    private int updates;
    private int bytes;

    SceneEditTest() {
        doc.onUpdate((update, origin, local) -> {
            updates++;
            bytes = update.length;
        });
    }

    private void add(NodeId id, NodeId parent) throws InvalidEditException {
        scene.apply(
                new SceneEdit.AddNode(id, parent, NodeKind.MESH, Primitive.BOX, "Box", Transform.at(1, 2, 3)), "me");
    }

    private YMap raw(NodeId id) {
        return Objects.requireNonNull(doc.map("nodes").map(id.value()));
    }

    private void assertRefused(Reason reason, SceneEdit edit) {
        byte[] before = doc.encodeStateAsUpdate();
        assertThatThrownBy(() -> scene.apply(edit, "me"))
                .isInstanceOfSatisfying(
                        InvalidEditException.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(doc.encodeStateAsUpdate()).isEqualTo(before);
    }

    @Test
    @DisplayName("[S69] adding a node is one transaction with the given origin and writes a whole node")
    void addsANode() throws Exception {
        List<Object> origins = new ArrayList<>();
        scene.observe((events, transaction) -> {
            origins.add(Objects.requireNonNull(transaction.origin()));
            assertThat(transaction.local()).isTrue();
        });
        add(A, NodeId.ROOT);
        assertThat(updates).isEqualTo(1);
        assertThat(origins).containsExactly("me");
        assertThat(new TreeSet<>(raw(A).keys())).containsExactly("@", "g", "k", "n", "o", "p", "r", "s");
        assertThat(raw(A).any("@")).isEqualTo(AnyValue.of(1));
        assertThat(doc.map("meta").any("schema")).isEqualTo(AnyValue.of(1));
        SceneNode node = scene.node(A);
        assertThat(node.kind()).isEqualTo(NodeKind.MESH);
        assertThat(node.primitive()).isEqualTo(Primitive.BOX);
        assertThat(node.name()).isEqualTo("Box");
        assertThat(node.transform()).isEqualTo(Transform.at(1, 2, 3));
        assertThat(scene.children(NodeId.ROOT)).containsExactly(A);
        assertThat(scene.parent(A)).isEqualTo(NodeId.ROOT);
        assertThat(scene.size()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "[S69] an edit writes only what changes, numbers as float32; one that changes nothing is no transaction")
    void writesOnlyWhatChanges() throws Exception {
        add(A, NodeId.ROOT);
        List<SceneEvent> seen = new ArrayList<>();
        scene.observe((events, transaction) -> seen.addAll(events));
        scene.apply(new SceneEdit.SetTransform(A, Transform.at(0.1f, 2, 3)), null);
        assertThat(seen)
                .containsExactly(
                        new SceneEvent.RegisterChanged(A, "p", AnyValue.of(1f, 2f, 3f), AnyValue.of(0.1f, 2f, 3f)));
        assertThat(raw(A).any("p")).isEqualTo(AnyValue.of(0.1f, 2f, 3f));
        updates = 0;
        scene.apply(new SceneEdit.SetTransform(A, Transform.at(0.1f, 2, 3)), null);
        scene.apply(new SceneEdit.SetName(A, "Box"), null);
        scene.apply(new SceneEdit.MoveNode(A, NodeId.ROOT, 7), null);
        scene.apply(new SceneEdit.SetFlags(A, 0), null);
        scene.apply(new SceneEdit.DeleteNodes(List.of()), null);
        assertThat(updates).isZero();
    }

    @Test
    @DisplayName("[S69] lone surrogates in names become U+FFFD")
    void repairsNames() throws Exception {
        add(A, NodeId.ROOT);
        scene.apply(new SceneEdit.SetName(A, "x\uD83D y\uDE00\uD83D\uDE00"), null);
        assertThat(scene.node(A).name()).isEqualTo("x\uFFFD y\uFFFD\uD83D\uDE00");
    }

    @Test
    @DisplayName("[S68] what cannot be done is refused with a reason, and changes nothing")
    void refuses() throws Exception {
        add(A, NodeId.ROOT);
        add(B, A);
        NodeId nobody = new NodeId("nobody");
        assertRefused(Reason.UNKNOWN_NODE, new SceneEdit.SetName(nobody, "x"));
        assertRefused(Reason.UNKNOWN_NODE, new SceneEdit.SetName(NodeId.ROOT, "x"));
        assertRefused(Reason.UNKNOWN_NODE, new SceneEdit.MoveNode(A, nobody, 0));
        assertRefused(Reason.UNKNOWN_NODE, new SceneEdit.DeleteNodes(List.of(A, nobody)));
        assertRefused(Reason.UNKNOWN_NODE, new SceneEdit.SetTransform(NodeId.RECOVERED, Transform.IDENTITY));
        assertRefused(Reason.CYCLE, new SceneEdit.MoveNode(A, A, 0));
        assertRefused(Reason.CYCLE, new SceneEdit.MoveNode(A, B, 0));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.MoveNode(B, NodeId.ROOT, -1));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.SetName(A, "x".repeat(257)));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.SetTransform(A, Transform.at(Float.NaN, 0, 0)));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.SetTransform(A, Transform.at(2e9f, 0, 0)));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.SetTransform(A, Transform.IDENTITY.withRotation(0, 0, 0, 0)));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.SetTransform(List.of(A), List.of()));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.SetGeometryParameter(A, "width", Float.POSITIVE_INFINITY));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.SetGeometryParameter(A, "width", -1));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.SetGeometryParameter(A, "a.b", 1));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.SetFlags(A, -1));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.SetBackground(0, 0, 1.5f));
        for (String id : new String[] {"a", "", "!recovered", "x".repeat(65), "a b", "é"}) {
            assertRefused(
                    Reason.BAD_VALUE,
                    new SceneEdit.AddNode(new NodeId(id), NodeId.ROOT, NodeKind.GROUP, null, "G", Transform.IDENTITY));
        }
        assertRefused(
                Reason.BAD_VALUE,
                new SceneEdit.AddNode(C, NodeId.ROOT, NodeKind.GROUP, Primitive.BOX, "G", Transform.IDENTITY));
    }

    @Test
    @DisplayName("[S73] a document of a newer schema can be read, and edits are refused")
    void newerVersion() throws Exception {
        add(A, NodeId.ROOT);
        doc.map("meta").set("schema", AnyValue.of(2));
        assertRefused(Reason.READ_ONLY, new SceneEdit.SetName(A, "x"));
        assertThat(scene.node(A).name()).isEqualTo("Box");
    }

    @Test
    @DisplayName("[S72] deleting a node deletes everything below it; nodes named twice are no error")
    void deletesSubtrees() throws Exception {
        add(A, NodeId.ROOT);
        add(B, A);
        add(C, B);
        List<SceneEvent> seen = new ArrayList<>();
        scene.observe((events, transaction) -> seen.addAll(events));
        scene.apply(new SceneEdit.DeleteNodes(List.of(B, A, A)), null);
        assertThat(doc.map("nodes").size()).isZero();
        assertThat(scene.size()).isZero();
        assertThat(scene.children(NodeId.ROOT)).isEmpty();
        assertThat(seen)
                .containsExactly(
                        new SceneEvent.NodeDeleted(C, B),
                        new SceneEvent.NodeDeleted(B, A),
                        new SceneEvent.NodeDeleted(A, NodeId.ROOT));
    }

    @Test
    @DisplayName("[S70] moving writes an edge above all others and an order; a reorder writes the order alone")
    void moves() throws Exception {
        add(A, NodeId.ROOT);
        add(B, NodeId.ROOT);
        add(C, NodeId.ROOT);
        scene.apply(new SceneEdit.MoveNode(C, NodeId.ROOT, 0), null);
        assertThat(scene.children(NodeId.ROOT)).containsExactly(C, A, B);
        assertThat(raw(C).any("@")).isEqualTo(AnyValue.of(1));
        scene.apply(new SceneEdit.MoveNode(A, C, 0), null);
        assertThat(raw(A).any("@c")).isEqualTo(AnyValue.of(2));
        assertThat(raw(A).any("@")).isEqualTo(AnyValue.of(1));
        assertThat(bytes).isLessThan(80);
        scene.apply(new SceneEdit.MoveNode(A, NodeId.ROOT, 1), null);
        assertThat(raw(A).any("@")).isEqualTo(AnyValue.of(3));
        assertThat(scene.children(NodeId.ROOT)).containsExactly(C, A, B);
        assertThat(mirror.transactions).isEqualTo(6);
    }

    @Test
    @DisplayName("[S70] [S53] a move below a node that stands on a fallback edge stores what the user saw first")
    void raisesFallbackEdges() throws Exception {
        add(A, NodeId.ROOT);
        add(B, NodeId.ROOT);
        add(C, NodeId.ROOT);
        doc.transact(null, () -> {
            raw(A).set("@b", AnyValue.of(2));
            raw(B).set("@a", AnyValue.of(3));
        });
        // The circle is cut at the stronger of the two fallback edges to the root: (1, "", "b").
        assertThat(scene.parent(B)).isEqualTo(NodeId.ROOT);
        assertThat(scene.parent(A)).isEqualTo(B);
        scene.apply(new SceneEdit.MoveNode(C, A, 0), null);
        assertThat(raw(B).any("@")).isEqualTo(AnyValue.of(4));
        assertThat(scene.parent(C)).isEqualTo(A);
        assertThat(scene.parent(A)).isEqualTo(B);
    }

    @Test
    @DisplayName("[S71] [S51] a counter at the limit starts over, without the other edges")
    void counterAtTheLimit() throws Exception {
        add(A, NodeId.ROOT);
        add(B, NodeId.ROOT);
        raw(B).set("@a", AnyValue.of(0x1p48));
        raw(B).set("@x", AnyValue.of(0x1p60));
        assertThat(scene.parent(B)).isEqualTo(A);
        scene.apply(new SceneEdit.MoveNode(B, NodeId.ROOT, 0), null);
        assertThat(raw(B).keys()).contains("@").doesNotContain("@a", "@x");
        assertThat(scene.parent(B)).isEqualTo(NodeId.ROOT);
        assertThat(scene.children(NodeId.ROOT)).containsExactly(B, A);
    }

    @Test
    @DisplayName(
            "[S61] among siblings without order keys, and again and again at one place, moves land where they should")
    void placesAmongAnything() throws Exception {
        YMap nodes = doc.map("nodes");
        doc.transact(null, () -> {
            for (int i = 0; i < 300; i++) {
                YMap map = nodes.setMap("n" + (100 + i));
                map.set("@", AnyValue.of(1));
                if (i >= 200) {
                    map.set("o", i % 2 == 0 ? AnyValue.of("~") : AnyValue.of("a5"));
                }
            }
        });
        add(A, NodeId.ROOT);
        RandomSource random = RandomSource.seeded(3);
        for (int i = 0; i < 300; i++) {
            int index = i < 200 ? 150 : random.below(300);
            NodeId moved = scene.children(NodeId.ROOT).get(random.below(300));
            scene.apply(new SceneEdit.MoveNode(moved, NodeId.ROOT, index), null);
            assertThat(scene.children(NodeId.ROOT).get(index)).isEqualTo(moved);
            AnyValue order = raw(moved).any("o");
            assertThat(order == null ? "" : order.string("")).hasSizeLessThanOrEqualTo(OrderKey.MAX_LENGTH);
        }
    }

    @Test
    @DisplayName(
            "[S55] Recovered's children can be moved out and deleted, the group itself not changed; an index at the end is"
                    + " in front of it")
    void recovered() throws Exception {
        add(A, NodeId.ROOT);
        add(B, A);
        add(C, A);
        doc.map("nodes").remove("a");
        assertThat(scene.children(NodeId.ROOT)).containsExactly(NodeId.RECOVERED);
        assertThat(scene.children(NodeId.RECOVERED)).containsExactly(B, C);
        assertThat(scene.node(NodeId.RECOVERED).name()).isEqualTo("Recovered");
        assertRefused(Reason.BAD_VALUE, new SceneEdit.SetName(NodeId.RECOVERED, "x"));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.MoveNode(B, NodeId.RECOVERED, 0));
        scene.apply(new SceneEdit.MoveNode(C, NodeId.ROOT, 99), null);
        assertThat(scene.children(NodeId.ROOT)).containsExactly(C, NodeId.RECOVERED);
        scene.apply(new SceneEdit.DeleteNodes(List.of(NodeId.RECOVERED)), null);
        assertThat(scene.children(NodeId.ROOT)).containsExactly(C);
        assertThat(scene.contains(NodeId.RECOVERED)).isFalse();
    }

    @Test
    @DisplayName("[S69] edits inside a running transaction see each other, and observers see them as one")
    void editsInOneTransaction() {
        List<Integer> sizes = new ArrayList<>();
        scene.observe((events, transaction) -> sizes.add(events.size()));
        doc.transact("group", () -> {
            try {
                add(A, NodeId.ROOT);
                add(B, A);
                scene.apply(new SceneEdit.SetName(B, "renamed"), null);
            } catch (InvalidEditException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(sizes).hasSize(1);
        assertThat(updates).isEqualTo(1);
        assertThat(scene.node(B).name()).isEqualTo("renamed");
    }

    @Test
    @DisplayName("[S67] [S69] the scene's own registers")
    void sceneRegisters() throws Exception {
        assertThat(scene.background()).isEqualTo(Rgb.DEFAULT_BACKGROUND);
        assertThat(scene.sceneName()).isEqualTo("Untitled");
        scene.apply(new SceneEdit.SetBackground(0.5f, 0, 1), null);
        scene.apply(new SceneEdit.SetSceneName("House"), null);
        assertThat(scene.background()).isEqualTo(new Rgb(0.5f, 0, 1));
        assertThat(scene.sceneName()).isEqualTo("House");
        doc.map("meta").set("background", AnyValue.of(7f, -1f, 0.25f));
        assertThat(scene.background()).isEqualTo(new Rgb(1, 0, 0.25f));
        doc.map("meta").set("background", AnyValue.of("red"));
        doc.map("meta").set("name", AnyValue.of(3));
        assertThat(scene.background()).isEqualTo(Rgb.DEFAULT_BACKGROUND);
        assertThat(scene.sceneName()).isEqualTo("Untitled");
    }

    @Test
    @DisplayName("[S65] [S69] a parameter is a register of its own")
    void parameters() throws Exception {
        add(A, NodeId.ROOT);
        assertThat(scene.node(A).parameter("width")).isEqualTo(1);
        assertThat(scene.node(A).parameter("radius")).isEqualTo(0.5f);
        scene.apply(new SceneEdit.SetGeometryParameter(A, "width", 2.5f), null);
        assertThat(scene.node(A).parameter("width")).isEqualTo(2.5f);
        assertThat(raw(A).any("g.width")).isEqualTo(AnyValue.of(2.5));
    }

    @Test
    @DisplayName("[S78] a duplicate stands behind its original, with the same subtree and all registers, known or not")
    void duplicates() throws Exception {
        add(A, NodeId.ROOT);
        add(B, NodeId.ROOT);
        add(C, A);
        add(new NodeId("d"), A);
        scene.apply(new SceneEdit.MoveNode(new NodeId("d"), A, 0), null);
        raw(C).set("x:unknown", AnyValue.of("kept"));
        assertThat(scene.subtree(A)).containsExactly(A, new NodeId("d"), C);
        List<NodeId> ids = List.of(new NodeId("a2"), new NodeId("d2"), new NodeId("c2"));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.Duplicate(A, ids.subList(0, 2)));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.Duplicate(A, List.of(ids.get(0), ids.get(0), ids.get(1))));
        assertRefused(Reason.BAD_VALUE, new SceneEdit.Duplicate(A, List.of(B, ids.get(1), ids.get(2))));
        updates = 0;
        scene.apply(new SceneEdit.Duplicate(A, ids), null);
        assertThat(updates).isEqualTo(1);
        assertThat(scene.children(NodeId.ROOT)).containsExactly(A, ids.get(0), B);
        assertThat(scene.children(ids.get(0))).containsExactly(ids.get(1), ids.get(2));
        assertThat(raw(ids.get(2)).any("x:unknown")).isEqualTo(AnyValue.of("kept"));
        assertThat(scene.node(ids.get(0)).transform()).isEqualTo(scene.node(A).transform());
    }
}
