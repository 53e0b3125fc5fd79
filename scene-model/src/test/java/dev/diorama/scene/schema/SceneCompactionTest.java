package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.crdt.UpdateFormat;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SceneCompactionTest {

    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");
    private static final NodeId C = new NodeId("c");
    private static final NodeId NEW = new NodeId("new");

    private static YDoc copy(YDoc doc, long client) throws Exception {
        YDoc copy = YDoc.of(client);
        copy.applyUpdate(doc.encodeStateAsUpdate(), null);
        return copy;
    }

    /** The hash without the number of the epoch. */
    private static String contentHash(YDoc doc) throws Exception {
        YDoc copy = copy(doc, 99);
        copy.map("meta").remove("epoch");
        return StateHash.of(copy);
    }

    @Test
    @DisplayName(
            "[S119] [S120] a new epoch has the same content, unknown content included, the next number, and no past")
    void sameContent() throws Exception {
        for (int seed = 1; seed <= 30; seed++) {
            SceneSession session = new SceneSession(seed);
            for (int i = 0; i < 120; i++) {
                session.step();
            }
            session.settle();
            YDoc old = session.peers.getFirst().doc;
            YMap future = old.map("future");
            future.setText("text").insert(0, "formatted", Map.of("bold", AnyValue.of(true)));
            future.setArray("list").insertMap(0).set("x", new AnyValue.Bytes(new byte[] {1, 2}));
            future.set("undefined", AnyValue.Undefined.INSTANCE);
            YDoc fresh = SceneCompaction.compact(old, 5);
            assertThat(contentHash(fresh)).as("seed " + seed).isEqualTo(contentHash(old));
            assertThat(TreeHash.of(SceneDoc.of(fresh))).isEqualTo(TreeHash.of(SceneDoc.of(copy(old, 98))));
            assertThat(SceneCompaction.epoch(fresh)).isEqualTo(SceneCompaction.epoch(old) + 1);
            assertThat(fresh.encodeStateAsUpdate(StateVector.EMPTY, UpdateFormat.V2).length)
                    .isLessThan(old.encodeStateAsUpdate(StateVector.EMPTY, UpdateFormat.V2).length);
            YDoc again = SceneCompaction.compact(fresh, 6);
            assertThat(SceneCompaction.epoch(again)).isEqualTo(SceneCompaction.epoch(old) + 2);
        }
    }

    @Test
    @DisplayName("[S121] a hundred thousand edits of one scene leave nothing behind")
    void forgets() throws Exception {
        SceneDoc scene = SceneDoc.of(YDoc.of(1));
        scene.apply(new SceneEdit.AddNode(A, NodeId.ROOT, NodeKind.GROUP, null, "A", Transform.IDENTITY), null);
        int first = SceneCompaction.compact(scene.doc(), 2).encodeStateAsUpdate().length;
        for (int i = 0; i < 5000; i++) {
            scene.apply(new SceneEdit.SetTransform(A, Transform.at(i, 0, 0)), null);
            scene.apply(new SceneEdit.SetFlags(A, 1 + i % 3), null);
        }
        assertThat(scene.doc().encodeStateAsUpdate().length).isGreaterThan(20_000);
        assertThat(SceneCompaction.compact(scene.doc(), 2).encodeStateAsUpdate())
                .hasSizeLessThan(first + 60);
    }

    /** A person of the old epoch who goes on alone; what they write is their outbox. */
    private static List<byte[]> outbox(SceneDoc away) {
        List<byte[]> outbox = new ArrayList<>();
        away.doc().onUpdate((update, origin, local) -> outbox.add(update));
        return outbox;
    }

    private static SceneDoc sharedScene() throws Exception {
        SceneDoc shared = SceneDoc.of(YDoc.of(1));
        for (NodeId id : List.of(A, B, C)) {
            shared.apply(
                    new SceneEdit.AddNode(
                            id, NodeId.ROOT, NodeKind.MESH, Primitive.BOX, id.value(), Transform.IDENTITY),
                    null);
        }
        shared.apply(new MaterialEdit.AddMaterial("oak", Material.DEFAULT), null);
        shared.apply(new CommentEdit.AddComment("c", A, 0, 0, 0, "Ada", 1, "first"), null);
        return shared;
    }

    @Test
    @DisplayName(
            "[S122] [S123] who comes back to a new epoch has their edits repeated, each as a transaction, over what others did")
    void comesBack() throws Exception {
        SceneDoc shared = sharedScene();
        SceneDoc away = SceneDoc.of(copy(shared.doc(), 2));
        List<byte[]> outbox = outbox(away);
        SceneDoc epoch = SceneDoc.of(SceneCompaction.compact(shared.doc(), 3));
        epoch.apply(new SceneEdit.SetFlags(A, 2), null);

        away.apply(new SceneEdit.AddNode(NEW, A, NodeKind.LIGHT, null, "Lamp", Transform.at(1, 2, 3)), null);
        away.apply(new SceneEdit.SetLight(NEW, Light.DEFAULT.withType(Light.Type.SPOT)), null);
        away.apply(new SceneEdit.MoveNode(B, A, 0), null);
        away.apply(new SceneEdit.SetName(A, "renamed"), null);
        away.apply(new SceneEdit.DeleteNodes(List.of(C)), null);
        away.apply(new MaterialEdit.ChangeMaterial("oak", Material.DEFAULT.withSurface(1, 1)), null);
        away.apply(new MaterialEdit.AssignMaterial(List.of(A), "oak"), null);
        away.apply(new CommentEdit.ChangeComment("c", "first and last"), null);
        away.apply(new CommentEdit.AddReply("c", "r", "Bo", 2, "yes"), null);
        away.apply(new CommentEdit.AddComment("d", NodeId.ROOT, 0, 0, 0, "Bo", 3, "another"), null);
        away.apply(new SceneEdit.SetSceneName("House"), null);
        Objects.requireNonNull(away.doc().map("nodes").map("a")).set("x:future", AnyValue.of(7));

        int[] transactions = {0};
        epoch.observe((events, transaction) -> transactions[0]++);
        EpochOutbox.Report report = EpochOutbox.repeat(copy(shared.doc(), 4), outbox, epoch, "return");
        assertThat(report.refusals()).isEmpty();
        assertThat(report.repeated()).isEqualTo(12);
        assertThat(transactions[0]).isEqualTo(12);
        away.apply(new SceneEdit.SetFlags(A, 2), null);
        assertThat(contentHash(epoch.doc())).isEqualTo(StateHash.of(away.doc()));
        assertThat(epoch.node(A).locked()).isTrue();
    }

    @Test
    @DisplayName(
            "[S124] what cannot be repeated is told: nodes that others deleted, cycles, and what this version doesn't know")
    void tellsWhatIsLost() throws Exception {
        SceneDoc shared = sharedScene();
        SceneDoc away = SceneDoc.of(copy(shared.doc(), 2));
        List<byte[]> outbox = outbox(away);
        SceneDoc epoch = SceneDoc.of(SceneCompaction.compact(shared.doc(), 3));
        epoch.apply(new SceneEdit.DeleteNodes(List.of(C)), null);
        epoch.apply(new SceneEdit.MoveNode(A, B, 0), null);

        away.apply(new SceneEdit.SetName(C, "renamed"), null);
        away.apply(new SceneEdit.MoveNode(B, A, 0), null);
        away.doc().map("future").set("x", AnyValue.of(1));
        away.apply(new SceneEdit.DeleteNodes(List.of(C)), null);
        away.apply(new SceneEdit.SetName(A, "kept"), null);
        EpochOutbox.Report report = EpochOutbox.repeat(copy(shared.doc(), 4), outbox, epoch, "return");
        assertThat(report.refusals()).hasSize(3);
        assertThat(report.refusals().get(0).update()).isZero();
        assertThat(report.refusals().get(0).reason()).contains("no such node: id=c");
        assertThat(report.refusals().get(1).reason()).contains("below itself");
        assertThat(report.refusals().get(2).reason()).contains("doesn't know");
        assertThat(report.repeated()).isEqualTo(2);
        assertThat(epoch.node(A).name()).isEqualTo("kept");
    }

    @Test
    @DisplayName("[S122] the outboxes of random sessions, repeated over an unchanged scene, give what the person saw")
    void randomOutboxes() throws Exception {
        int compared = 0;
        for (int seed = 1; seed <= 60; seed++) {
            SceneSession session = new SceneSession(seed);
            for (int i = 0; i < 60; i++) {
                session.step();
            }
            session.settle();
            SceneSession.Peer away = session.peers.getFirst();
            YDoc base = copy(away.doc, 4);
            SceneDoc epoch = SceneDoc.of(SceneCompaction.compact(base, 3));
            List<byte[]> outbox = outbox(away.scene);
            Random random = new Random(seed);
            for (int i = 0; i < 20 + random.nextInt(20); i++) {
                try {
                    away.scene.apply(session.anyEdit(away), null);
                } catch (InvalidEditException e) {
                    assertThat(e.getMessage()).isNotEmpty();
                }
            }
            EpochOutbox.Report report = EpochOutbox.repeat(base, outbox, epoch, "return");
            if (!away.scene.contains(NodeId.RECOVERED) && report.refusals().isEmpty()) {
                assertThat(TreeHash.of(epoch)).as("seed " + seed).isEqualTo(TreeHash.of(away.scene));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(20);
    }
}
