package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.SceneEvent.NodeCreated;
import dev.diorama.scene.schema.SceneEvent.NodeDeleted;
import dev.diorama.scene.schema.SceneEvent.NodeMoved;
import dev.diorama.scene.schema.SceneEvent.RegisterChanged;
import dev.diorama.scene.schema.SceneEvent.SceneChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SceneViewTest {

    private final YDoc doc = YDoc.of(1);
    private final YMap nodes = doc.map("nodes");
    private final SceneDoc scene = SceneDoc.of(doc);
    private final SceneMirror mirror = new SceneMirror(scene);

    private static NodeId id(String value) {
        return new NodeId(value);
    }

    private YMap raw(String id) {
        return Objects.requireNonNull(nodes.map(id));
    }

    private YMap put(String id, String parent) {
        YMap map = nodes.setMap(id);
        map.set("@" + parent, AnyValue.of(1));
        return map;
    }

    private SceneNode with(String key, AnyValue value) {
        doc.transact(null, () -> put("x", "").set(key, value));
        return scene.node(id("x"));
    }

    @Test
    @DisplayName("[S50] what isn't a map, and the reserved keys, are no nodes")
    void whatIsANode() {
        doc.transact(null, () -> {
            nodes.set("number", AnyValue.of(1));
            nodes.setArray("array");
            nodes.setText("text");
            put("", "");
            put("!recovered", "");
            put("node", "");
        });
        assertThat(scene.size()).isEqualTo(1);
        assertThat(scene.children(NodeId.ROOT)).containsExactly(id("node"));
        assertThat(scene.contains(NodeId.ROOT)).isFalse();
        assertThat(scene.contains(id("array"))).isFalse();
        assertThat(scene.parent(NodeId.ROOT)).isNull();
        assertThat(scene.parent(id("nobody"))).isNull();
        assertThat(scene.children(id("nobody"))).isEmpty();
        assertThatThrownBy(() -> scene.node(id("nobody"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("[S51] [S53] the largest counter wins, then the larger parent id; what isn't a counter counts as 0")
    void strongestEdge() {
        doc.transact(null, () -> {
            put("a", "");
            put("b", "");
            YMap x = put("x", "a");
            x.set("@b", AnyValue.of(1));
            x.set("@", AnyValue.of("9"));
            YMap y = put("y", "a");
            y.set("@b", AnyValue.of(2.5));
            YMap z = put("z", "a");
            z.set("@b", AnyValue.of(2));
        });
        assertThat(scene.parent(id("x"))).isEqualTo(id("b"));
        assertThat(scene.parent(id("y"))).isEqualTo(id("a"));
        assertThat(scene.parent(id("z"))).isEqualTo(id("b"));
    }

    @Test
    @DisplayName("[S52] [S56] siblings by order, then id, by code unit; an order that is no string is empty")
    void siblingsInOrder() {
        doc.transact(null, () -> {
            put("d", "").set("o", AnyValue.of("a1"));
            put("c", "").set("o", AnyValue.of("Zz"));
            put("b", "").set("o", AnyValue.of("a1"));
            put("e", "").set("o", AnyValue.of(7));
            put("f", "");
        });
        assertThat(scene.children(NodeId.ROOT)).containsExactly(id("e"), id("f"), id("c"), id("b"), id("d"));
        raw("f").set("o", AnyValue.of("b00"));
        assertThat(scene.children(NodeId.ROOT)).containsExactly(id("e"), id("c"), id("b"), id("d"), id("f"));
    }

    @Test
    @DisplayName(
            "[S54] [S55] two moves that close a circle are cut at the strongest edge that leads out; who has none is"
                    + " recovered")
    void cutsCircles() {
        doc.transact(null, () -> {
            put("a", "").set("@b", AnyValue.of(2));
            put("b", "").set("@a", AnyValue.of(2));
            put("c", "d");
            put("d", "c");
            put("e", "gone");
            nodes.setMap("f");
        });
        assertThat(scene.parent(id("b"))).isEqualTo(NodeId.ROOT);
        assertThat(scene.parent(id("a"))).isEqualTo(id("b"));
        assertThat(scene.children(NodeId.RECOVERED)).containsExactly(id("c"), id("d"), id("e"), id("f"));
        assertThat(scene.children(NodeId.ROOT)).containsExactly(id("b"), NodeId.RECOVERED);
        assertThat(scene.size()).isEqualTo(7);
    }

    @Test
    @DisplayName(
            "[S58] property changes and moves in a sound tree never resolve it in full; 5000 nodes at once resolve nothing")
    void resolvesOnlyWhenItMust() {
        doc.transact(null, () -> {
            for (int i = 0; i < 5000; i++) {
                put("n" + i, i % 10 == 0 ? "" : "n" + (i - 1));
            }
        });
        assertThat(scene.resolutions()).isZero();
        raw("n5").set("p", AnyValue.of(1f, 2f, 3f));
        raw("n5").set("@n77", AnyValue.of(2));
        assertThat(scene.resolutions()).isZero();
        raw("n77").set("@n5", AnyValue.of(2));
        assertThat(scene.resolutions()).isEqualTo(1);
        raw("n6").set("n", AnyValue.of("x"));
        assertThat(scene.resolutions()).isEqualTo(1);
    }

    @Test
    @DisplayName("[S62] kinds, known, unknown and missing")
    void kinds() {
        assertThat(with("k", AnyValue.of("light")).kind()).isEqualTo(NodeKind.LIGHT);
        SceneNode unknown = with("k", AnyValue.of("portal"));
        assertThat(unknown.kind()).isEqualTo(NodeKind.EMPTY);
        assertThat(unknown.kindName()).isEqualTo("portal");
        assertThat(with("k", AnyValue.of(5)).kind()).isEqualTo(NodeKind.EMPTY);
        SceneNode mesh = with("g", AnyValue.of("cone"));
        assertThat(mesh.kind()).isEqualTo(NodeKind.MESH);
        assertThat(mesh.primitive()).isEqualTo(Primitive.CONE);
    }

    @Test
    @DisplayName("[S63] names, and what stands in for them")
    void names() {
        assertThat(with("n", AnyValue.of("Chair")).name()).isEqualTo("Chair");
        assertThat(with("n", AnyValue.of("")).name()).isEqualTo("Empty");
        assertThat(with("g", AnyValue.of("sphere")).name()).isEqualTo("Sphere");
        assertThat(with("n", AnyValue.of(1)).name()).isEqualTo("Empty");
        assertThat(with("n", AnyValue.of("x".repeat(255) + "\uD83D\uDE00")).name())
                .isEqualTo("x".repeat(255));
    }

    @Test
    @DisplayName("[S64] transforms, component by component")
    void transforms() {
        AnyValue nan = AnyValue.of(Double.NaN);
        SceneNode node = with("p", AnyValue.list(nan, AnyValue.of(1e300), AnyValue.of("3")));
        assertThat(node.transform()).isEqualTo(Transform.at(0, 1e9f, 0));
        assertThat(with("s", AnyValue.list(AnyValue.of(2), nan)).transform())
                .isEqualTo(Transform.IDENTITY.withScale(2, 1, 1));
        assertThat(with("r", AnyValue.of(0f, 0f, 2f, 0f)).transform())
                .isEqualTo(Transform.IDENTITY.withRotation(0, 0, 1, 0));
        assertThat(with("r", AnyValue.of(0f, 0f, 0f, 0f)).transform()).isEqualTo(Transform.IDENTITY);
        assertThat(with("r", AnyValue.list(AnyValue.of(1), nan, nan, nan)).transform())
                .isEqualTo(Transform.IDENTITY);
        assertThat(with("r", AnyValue.of("x")).transform()).isEqualTo(Transform.IDENTITY);
    }

    @Test
    @DisplayName("[S65] parameters of primitives are finite and not negative")
    void parameters() {
        assertThat(with("g.radius", AnyValue.of(2)).parameter("radius")).isEqualTo(2);
        assertThat(with("g.radius", AnyValue.of(-2)).parameter("radius")).isZero();
        assertThat(with("g.radius", AnyValue.of(Double.NaN)).parameter("radius"))
                .isEqualTo(0.5f);
        assertThat(with("g.radius", AnyValue.of("2")).parameter("radius", 7)).isEqualTo(7);
    }

    @Test
    @DisplayName("[S66] flags are bits of an integer")
    void flags() {
        assertThat(with("v", AnyValue.of(3)).hidden()).isTrue();
        assertThat(with("v", AnyValue.of(2)).locked()).isTrue();
        assertThat(with("v", AnyValue.of(1.5)).flags()).isZero();
        assertThat(with("v", AnyValue.of(-1)).flags()).isZero();
        assertThat(with("v", AnyValue.of(1e12)).flags()).isZero();
    }

    @Test
    @DisplayName("[S74] [S76] the order of the events of one transaction; the same list at a peer")
    void orderOfEvents() throws Exception {
        doc.transact(null, () -> {
            put("old", "");
            put("child", "old");
            put("b", "");
            put("a", "");
        });
        List<SceneEvent> here = new ArrayList<>();
        scene.observe((events, transaction) -> here.addAll(events));
        YDoc other = YDoc.of(2);
        SceneDoc remote = SceneDoc.of(other);
        remote.applyUpdate(doc.encodeStateAsUpdate(), null);
        List<SceneEvent> there = new ArrayList<>();
        remote.observe((events, transaction) -> {
            assertThat(transaction.local()).isFalse();
            assertThat(transaction.origin()).isEqualTo("net");
            there.addAll(events);
        });
        doc.onUpdate((update, origin, local) -> applyTo(remote, update));
        doc.transact(null, () -> {
            nodes.remove("child");
            nodes.remove("old");
            raw("b").set("n", AnyValue.of("B"));
            raw("b").set("k", AnyValue.of("group"));
            raw("b").set("@a", AnyValue.of(2));
            raw("a").set("o", AnyValue.of("a5"));
            doc.map("meta").set("name", AnyValue.of("Scene"));
            put("z", "new");
            put("new", "b").set("o", AnyValue.of("a0"));
        });
        assertThat(here)
                .containsExactly(
                        new NodeCreated(id("new"), id("b"), "a0"),
                        new NodeCreated(id("z"), id("new"), ""),
                        new NodeMoved(id("a"), NodeId.ROOT, NodeId.ROOT, "", "a5"),
                        new NodeMoved(id("b"), NodeId.ROOT, id("a"), "", ""),
                        new RegisterChanged(id("b"), "k", null, AnyValue.of("group")),
                        new RegisterChanged(id("b"), "n", null, AnyValue.of("B")),
                        new SceneChanged("name", null, AnyValue.of("Scene")),
                        new NodeDeleted(id("child"), id("old")),
                        new NodeDeleted(id("old"), NodeId.ROOT));
        assertThat(there).isEqualTo(here);
        assertThat(mirror.transactions).isEqualTo(2);
    }

    private static void applyTo(SceneDoc scene, byte[] update) {
        try {
            scene.applyUpdate(update, "net");
        } catch (dev.diorama.scene.lib0.DecodeException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("[S75] [S58] what doesn't change the view gives no event: equal values, weaker edges, other roots")
    void silentChanges() {
        put("x", "").set("n", AnyValue.of("same"));
        int before = mirror.transactions;
        raw("x").set("n", AnyValue.of("same"));
        raw("x").set("@nobody", AnyValue.of(0));
        raw("x").setMap("c:light");
        doc.text("chat").insert(0, "hello");
        assertThat(mirror.transactions).isEqualTo(before);
    }

    @Test
    @DisplayName("[S77] a node whose map was replaced stays, with its children; its registers change")
    void replacedMap() {
        doc.transact(null, () -> {
            YMap x = put("x", "");
            x.set("n", AnyValue.of("X"));
            x.set("v", AnyValue.of(1));
            put("child", "x");
        });
        List<SceneEvent> seen = new ArrayList<>();
        scene.observe((events, transaction) -> seen.addAll(events));
        doc.transact(null, () -> put("x", "").set("n", AnyValue.of("Y")));
        assertThat(seen)
                .containsExactly(
                        new RegisterChanged(id("x"), "n", AnyValue.of("X"), AnyValue.of("Y")),
                        new RegisterChanged(id("x"), "v", AnyValue.of(1), null));
        assertThat(scene.children(id("x"))).containsExactly(id("child"));
        raw("x").set("n", AnyValue.of("Z"));
        assertThat(scene.node(id("x")).name()).isEqualTo("Z");
    }

    @Test
    @DisplayName("[S57] a scene opened from a document is the one that grew with it")
    void opensADocument() {
        doc.transact(null, () -> {
            put("a", "").set("@b", AnyValue.of(2));
            put("b", "").set("@a", AnyValue.of(2));
            put("e", "gone");
        });
        assertThat(ReferenceTree.childrenOf(SceneDoc.of(doc))).isEqualTo(ReferenceTree.childrenOf(scene));
    }
}
