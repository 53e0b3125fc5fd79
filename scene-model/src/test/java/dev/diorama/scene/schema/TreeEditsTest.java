package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.schema.InvalidEditException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TreeEditsTest {

    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final NodeId C = new NodeId("c");
    private static final NodeId D = new NodeId("d");
    private static final NodeId G = new NodeId("g");
    private static final NodeId H = new NodeId("h");

    private final YDoc doc = YDoc.of(1);
    private SceneDoc scene = SceneDoc.of(doc);
    private final SceneMirror mirror = new SceneMirror(scene);

    private void add(NodeId id, NodeId parent, Transform transform) throws InvalidEditException {
        scene.apply(new SceneEdit.AddNode(id, parent, NodeKind.GROUP, null, id.value(), transform), "me");
    }

    private void add(NodeId id, NodeId parent) throws InvalidEditException {
        add(id, parent, Transform.IDENTITY);
    }

    private void refused(Reason reason, String message, SceneEdit edit) {
        byte[] before = doc.encodeStateAsUpdate();
        assertThatThrownBy(() -> scene.apply(edit, "me"))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        InvalidEditException.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(doc.encodeStateAsUpdate()).isEqualTo(before);
    }

    /** The world matrix of a node, three rows of four. */
    private double[] world(NodeId node) {
        double[] world = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0};
        for (NodeId id = node; !id.equals(NodeId.ROOT); id = Objects.requireNonNull(scene.parent(id))) {
            Transform t = scene.node(id).transform();
            double x = t.rx();
            double y = t.ry();
            double z = t.rz();
            double w = t.rw();
            double[] m = {
                (1 - 2 * (y * y + z * z)) * t.sx(), 2 * (x * y - z * w) * t.sy(), 2 * (x * z + y * w) * t.sz(), t.px(),
                2 * (x * y + z * w) * t.sx(), (1 - 2 * (x * x + z * z)) * t.sy(), 2 * (y * z - x * w) * t.sz(), t.py(),
                2 * (x * z - y * w) * t.sx(), 2 * (y * z + x * w) * t.sy(), (1 - 2 * (x * x + y * y)) * t.sz(), t.pz()
            };
            double[] product = new double[12];
            for (int row = 0; row < 12; row += 4) {
                for (int column = 0; column < 4; column++) {
                    for (int k = 0; k < 3; k++) {
                        product[row + column] += m[row + k] * world[4 * k + column];
                    }
                }
                product[row + 3] += m[row + 3];
            }
            world = product;
        }
        return world;
    }

    private static void assertSame(double[] actual, double[] expected, double tolerance) {
        for (int i = 0; i < 12; i++) {
            assertThat(actual[i]).as("element " + i).isCloseTo(expected[i], within(tolerance));
        }
    }

    private static Transform random(Random random, boolean even) {
        double x = random.nextGaussian();
        double y = random.nextGaussian();
        double z = random.nextGaussian();
        double w = random.nextGaussian();
        double l = Math.sqrt(x * x + y * y + z * z + w * w);
        float s = 0.5f + random.nextFloat();
        float mirror = random.nextInt(4) == 0 ? -1 : 1;
        return new Transform(
                random.nextFloat() * 10,
                random.nextFloat() * 10,
                random.nextFloat() * 10,
                (float) (x / l),
                (float) (y / l),
                (float) (z / l),
                (float) (w / l),
                even ? s : 0.5f + random.nextFloat(),
                even ? s : mirror * (0.5f + random.nextFloat()),
                even ? s : 0.5f + random.nextFloat());
    }

    @Test
    @DisplayName(
            "[S109] a node that keeps its place in the world has the same world matrix below another parent, however parents are"
                    + " turned and evenly scaled, and however it is scaled and mirrored itself")
    void keepsWorld() throws Exception {
        for (int seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            scene = SceneDoc.of(YDoc.of(seed));
            add(A, NodeId.ROOT, random(random, true));
            add(B, A, random(random, true));
            add(C, NodeId.ROOT, random(random, true));
            add(D, B, random(random, false));
            double[] before = world(D);
            assertThat(WorldPlacement.of(scene, D, C).exact()).isTrue();
            scene.apply(new SceneEdit.MoveNodes(List.of(D), C, 0, true), null);
            assertThat(scene.parent(D)).isEqualTo(C);
            assertSame(world(D), before, 1e-4);
            scene.apply(new SceneEdit.MoveNodes(List.of(D), NodeId.ROOT, 0, true), null);
            assertSame(world(D), before, 1e-4);
        }
    }

    @Test
    @DisplayName(
            "[S110] where it would be sheared, its position stays, its rotation is the orthogonal factor, and the placement says so")
    void shear() throws Exception {
        for (int seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            scene = SceneDoc.of(YDoc.of(seed));
            add(A, NodeId.ROOT, random(random, true).withScale(3, 1, 1));
            add(D, A, random(random, false));
            double[] before = world(D);
            assertThat(WorldPlacement.of(scene, D, NodeId.ROOT).exact()).isFalse();
            scene.apply(new SceneEdit.MoveNodes(List.of(D), NodeId.ROOT, 0, true), null);
            double[] after = world(D);
            for (int row = 0; row < 3; row++) {
                assertThat(after[4 * row + 3]).isCloseTo(before[4 * row + 3], within(1e-4));
            }
            // The rotation is the orthogonal factor: what is left of the matrix, mirroring taken out, is symmetric and
            // positive.
            double mirrored = Math.signum(scene.node(D).transform().sy());
            scene.apply(new SceneEdit.SetTransform(D, scene.node(D).transform().withScale(1, 1, 1)), null);
            double[] r = world(D);
            double[][] rest = new double[3][3];
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    for (int k = 0; k < 3; k++) {
                        rest[i][j] += r[4 * k + i] * before[4 * k + j] * (j == 1 ? mirrored : 1);
                    }
                }
            }
            for (int i = 0; i < 3; i++) {
                assertThat(rest[i][i]).as("seed " + seed).isPositive();
                assertThat(rest[i][(i + 1) % 3]).isCloseTo(rest[(i + 1) % 3][i], within(1e-4));
            }
        }
    }

    @Test
    @DisplayName("[S110] below a flat parent, and where numbers would be too large, the local transform stays")
    void flatParents() throws Exception {
        add(A, NodeId.ROOT, Transform.IDENTITY.withScale(1, 0, 1));
        add(B, NodeId.ROOT, Transform.IDENTITY.withScale(1e-9f, 1e-9f, 1e-9f));
        Transform local = Transform.at(1, 2, 3).withScale(2, 2, 2);
        add(D, NodeId.ROOT, local);
        for (NodeId parent : List.of(A, B)) {
            assertThat(WorldPlacement.of(scene, D, parent)).isEqualTo(new WorldPlacement(local, false));
            scene.apply(new SceneEdit.MoveNodes(List.of(D), parent, 0, true), null);
            assertThat(scene.node(D).transform()).isEqualTo(local);
        }
    }

    @Test
    @DisplayName("[S109] a flat node stays flat")
    void flatNodes() throws Exception {
        add(A, NodeId.ROOT, Transform.at(1, 0, 0).withRotation(0, 0.6f, 0, 0.8f));
        add(D, NodeId.ROOT, Transform.at(1, 2, 3).withScale(2, 0, 4));
        double[] before = world(D);
        scene.apply(new SceneEdit.MoveNodes(List.of(D), A, 0, true), null);
        assertSame(world(D), before, 1e-5);
        assertThat(scene.node(D).transform().sy()).isZero();
    }

    @Test
    @DisplayName("[S108] several nodes move side by side, in their order, and those below others of them go along")
    void movesMany() throws Exception {
        for (NodeId id : List.of(A, B, C, D)) {
            add(id, NodeId.ROOT);
        }
        add(G, B);
        scene.apply(new SceneEdit.MoveNodes(List.of(D, B, G), NodeId.ROOT, 1, false), null);
        assertThat(scene.children(NodeId.ROOT)).containsExactly(A, D, B, C);
        assertThat(scene.children(B)).containsExactly(G);
        scene.apply(new SceneEdit.MoveNodes(List.of(A, C), B, 0, false), null);
        assertThat(scene.children(B)).containsExactly(A, C, G);
        refused(Reason.CYCLE, "below itself", new SceneEdit.MoveNodes(List.of(D, B), A, 0, false));
        refused(Reason.BAD_VALUE, "negative index", new SceneEdit.MoveNodes(List.of(D), A, -1, false));
        mirror.check();
    }

    @Test
    @DisplayName(
            "[S111] a group stands where the first of its nodes stood, below their common parent, and nothing moves in the world")
    void groups() throws Exception {
        add(H, NodeId.ROOT, Transform.at(5, 0, 0));
        for (NodeId id : List.of(A, B, C)) {
            add(id, H, Transform.at(1, 2, 3));
        }
        add(D, C, Transform.at(0, 1, 0));
        double[] before = world(D);
        scene.apply(new SceneEdit.Group(List.of(D, B), G, "Group"), null);
        assertThat(scene.children(H)).containsExactly(A, G, C);
        assertThat(scene.children(G)).containsExactly(B, D);
        assertThat(scene.node(G).kind()).isEqualTo(NodeKind.GROUP);
        assertThat(scene.node(G).transform()).isEqualTo(Transform.IDENTITY);
        assertSame(world(D), before, 1e-6);
        refused(Reason.BAD_VALUE, "nothing to group", new SceneEdit.Group(List.of(), new NodeId("x"), "Group"));
        refused(Reason.BAD_VALUE, "the id is taken", new SceneEdit.Group(List.of(A), G, "Group"));
        mirror.check();
    }

    @Test
    @DisplayName(
            "[S111] grouping writes no transform of a node that had the common parent: a drag at the same time keeps its meaning")
    void groupsWithoutTransforms() throws Exception {
        add(A, NodeId.ROOT, Transform.at(1, 2, 3));
        add(B, NodeId.ROOT, Transform.at(1, 2, 3));
        List<SceneEvent> seen = new ArrayList<>();
        scene.observe((events, transaction) -> seen.addAll(events));
        scene.apply(new SceneEdit.Group(List.of(A, B), G, "Group"), null);
        assertThat(seen).hasSize(3).noneMatch(event -> event instanceof SceneEvent.RegisterChanged);
    }

    @Test
    @DisplayName(
            "[S112] ungrouping puts what is in groups in their place, nested ones too, and nothing moves in the world")
    void ungroups() throws Exception {
        add(A, NodeId.ROOT);
        add(G, NodeId.ROOT, Transform.at(5, 0, 0).withRotation(0, 0.6f, 0, 0.8f));
        add(H, G, Transform.at(0, 7, 0).withScale(2, 2, 2));
        add(B, G);
        add(C, H, Transform.at(1, 1, 1));
        add(D, NodeId.ROOT);
        scene.apply(new SceneEdit.MoveNode(B, G, 0), null);
        double[] before = world(C);
        scene.apply(new SceneEdit.Ungroup(List.of(H, G)), null);
        assertThat(scene.children(NodeId.ROOT)).containsExactly(A, B, C, D);
        assertThat(scene.contains(G)).isFalse();
        assertThat(scene.contains(H)).isFalse();
        assertSame(world(C), before, 1e-5);
        scene.apply(
                new SceneEdit.AddNode(G, NodeId.ROOT, NodeKind.MESH, Primitive.BOX, "Box", Transform.IDENTITY), null);
        refused(Reason.BAD_VALUE, "only a group can be ungrouped", new SceneEdit.Ungroup(List.of(A, G)));
        mirror.check();
    }

    @Test
    @DisplayName("[S78] several nodes are duplicated, each behind its original; one below another is copied with it")
    void duplicatesMany() throws Exception {
        add(A, NodeId.ROOT);
        add(B, A);
        add(C, NodeId.ROOT);
        List<NodeId> ids = List.of(new NodeId("a2"), new NodeId("b2"), new NodeId("c2"));
        scene.apply(new SceneEdit.Duplicate(List.of(A, B, C), ids), null);
        assertThat(scene.children(NodeId.ROOT)).containsExactly(A, ids.get(0), C, ids.get(2));
        assertThat(scene.children(ids.get(0))).containsExactly(ids.get(1));
        refused(Reason.BAD_VALUE, "not a new id for each node", new SceneEdit.Duplicate(List.of(A), List.of(G)));
        mirror.check();
    }

    @Test
    @DisplayName(
            "[S69] hiding and locking many nodes changes one bit of each; below a hidden node everything is hidden")
    void flags() throws Exception {
        add(A, NodeId.ROOT);
        add(B, A);
        scene.apply(new SceneEdit.SetFlags(B, SceneNode.LOCKED | 64), null);
        scene.apply(new SceneEdit.SetFlag(List.of(A, B), SceneNode.HIDDEN, true), null);
        assertThat(scene.node(B).flags()).isEqualTo(SceneNode.HIDDEN | SceneNode.LOCKED | 64);
        scene.apply(new SceneEdit.SetFlag(List.of(B), SceneNode.HIDDEN, false), null);
        assertThat(scene.node(B).hidden()).isFalse();
        assertThat(scene.effectiveFlags(B)).isEqualTo(SceneNode.HIDDEN | SceneNode.LOCKED | 64);
        assertThat(scene.effectiveFlags(A)).isEqualTo(SceneNode.HIDDEN);
        refused(Reason.BAD_VALUE, "no flag", new SceneEdit.SetFlag(List.of(A), 0, true));
        mirror.check();
    }
}
