package dev.diorama.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneView;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.scene.schema.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private final List<byte[]> log = new ArrayList<>();
    private final SceneDoc live = SceneDoc.of(YDoc.of(1));
    private final Random random = new Random(5);
    private int nodes;

    ReplayTest() {
        live.doc().onUpdate((update, origin, local) -> log.add(update));
    }

    private void edit(SceneEdit edit) throws Exception {
        live.apply(edit, null);
    }

    private void edits(int count) throws Exception {
        while (log.size() < count) {
            NodeId any = new NodeId("n" + random.nextInt(nodes + 1));
            if (!live.contains(any)) {
                NodeId id = new NodeId("n" + nodes++);
                edit(new SceneEdit.AddNode(id, NodeId.ROOT, NodeKind.MESH, Primitive.BOX, "Box", Transform.IDENTITY));
            } else if (random.nextInt(40) == 0) {
                edit(new SceneEdit.DeleteNodes(List.of(any)));
            } else if (random.nextInt(10) == 0) {
                NodeId parent = new NodeId("n" + random.nextInt(nodes));
                if (live.contains(parent) && !live.subtree(any).contains(parent)) {
                    edit(new SceneEdit.MoveNode(any, parent, 0));
                }
            } else {
                edit(new SceneEdit.SetTransform(any, Transform.at(random.nextInt(100), 0, log.size())));
            }
        }
    }

    private SceneDoc at(int sequence) throws DecodeException {
        SceneDoc scene = SceneDoc.of(YDoc.of(2));
        for (byte[] update : log.subList(0, sequence)) {
            scene.applyUpdate(update, null);
        }
        return scene;
    }

    private static void assertSame(SceneView shown, SceneView expected) {
        List<NodeId> ids = new ArrayList<>();
        for (NodeId top : expected.children(NodeId.ROOT)) {
            ids.addAll(expected.subtree(top));
        }
        assertThat(shown.size()).isEqualTo(ids.size());
        assertThat(shown.children(NodeId.ROOT)).isEqualTo(expected.children(NodeId.ROOT));
        for (NodeId id : ids) {
            assertThat(shown.parent(id)).isEqualTo(expected.parent(id));
            assertThat(shown.children(id)).isEqualTo(expected.children(id));
            assertThat(shown.node(id)).usingRecursiveComparison().isEqualTo(expected.node(id));
        }
    }

    @Test
    @DisplayName("[E76] [E77] the scene and the hash at random sequences are those of a document that stopped there")
    void randomSequences() throws Exception {
        edits(4_500);
        Replay replay = new Replay(live);
        replay.append(Entries.of(log.subList(0, 2_000)));
        replay.append(Entries.of(log.subList(2_000, log.size())));
        assertThat(replay.end()).isEqualTo(4_500);
        for (int i = 0; i < 20; i++) {
            int sequence = i == 3 ? 0 : i == 5 ? 4_500 : random.nextInt(4_501);
            SceneDoc expected = at(sequence);
            replay.seek(sequence);
            assertThat(replay.position()).isEqualTo(sequence);
            assertSame(replay.view(), expected);
            assertThat(StateHash.of(replay.document())).isEqualTo(StateHash.of(expected.doc()));
        }
        replay.seek(17);
        assertThat(replay.eventsTo(live)).isNotEmpty();
        replay.seek(4_500);
        assertThat(replay.eventsTo(live)).isEmpty();
    }

    @Test
    @DisplayName(
            "[E78] reading goes on in slices, bounded by entries and by time; seeking beyond reads what is missing")
    void readsInSlices() throws Exception {
        edits(300);
        Replay replay = new Replay(live);
        assertThat(replay.read(100, () -> 0, 5)).isFalse();
        replay.append(Entries.of(log));
        assertThat(replay.ready()).isZero();
        assertThat(replay.read(100, () -> 0, 5)).isTrue();
        assertThat(replay.ready()).isEqualTo(100);
        long[] now = {0};
        assertThat(replay.read(100, () -> now[0]++ * 10, 5)).isTrue();
        assertThat(replay.ready()).isBetween(101, 120);
        replay.seek(250);
        assertThat(replay.ready()).isEqualTo(250);
        replay.seek(10);
        assertThat(replay.ready()).isEqualTo(250);
        assertThat(replay.read(100, () -> 0, 5)).isTrue();
        assertThat(replay.read(100, () -> 0, 5)).isFalse();
    }

    @Test
    @DisplayName(
            "[E79] lengths that do not fit are refused and nothing is added; an entry that is no update has no effect")
    void hostileEntries() throws Exception {
        edits(6);
        byte[] whole = Entries.of(log);
        Replay replay = new Replay(live);
        for (int cut = 1; cut < whole.length; cut++) {
            byte[] part = java.util.Arrays.copyOf(whole, cut);
            Replay other = new Replay(live);
            try {
                other.append(part);
                assertThat(other.end()).isLessThan(6);
            } catch (DecodeException e) {
                assertThat(other.end()).isZero();
            }
        }
        for (byte[] bad : List.of(
                new byte[] {1}, new byte[] {-1, -1, -1, -1}, new byte[] {-1, -1, -1, 127, 0}, new byte[] {2, 0, 0, 0, 7
                })) {
            assertThatThrownBy(() -> replay.append(bad)).isInstanceOf(DecodeException.class);
        }
        List<byte[]> dirty = new ArrayList<>(log);
        dirty.add(3, new byte[] {9, 9, 9});
        dirty.add(5, new byte[0]);
        replay.append(new byte[0]);
        replay.append(Entries.of(dirty));
        assertThat(replay.end()).isEqualTo(8);
        replay.seek(4);
        assertSame(replay.view(), at(3));
        assertThat(replay.changes()).isEmpty();
        replay.seek(8);
        assertSame(replay.view(), at(6));
        assertThat(StateHash.of(replay.document())).isEqualTo(StateHash.of(live.doc()));
    }

    @Test
    @DisplayName("[E80] the changes are those of the entry shown last, by name")
    void changes() throws Exception {
        NodeId a = new NodeId("a");
        NodeId b = new NodeId("b");
        edit(new SceneEdit.AddNode(a, NodeId.ROOT, NodeKind.MESH, Primitive.SPHERE, "Lamp", Transform.IDENTITY));
        edit(new SceneEdit.AddNode(b, NodeId.ROOT, NodeKind.GROUP, null, "Room", Transform.IDENTITY));
        edit(new SceneEdit.SetTransform(
                a, Transform.at(1, 2, 3).withRotation(0, 1, 0, 0).withScale(2, 2, 2)));
        edit(new SceneEdit.SetGeometryParameter(a, "radius", 2));
        edit(new SceneEdit.MoveNode(a, b, 0));
        edit(new SceneEdit.SetBackground(1, 0, 0));
        edit(new SceneEdit.SetName(a, "Sun"));
        edit(new SceneEdit.DeleteNodes(List.of(b)));
        Replay replay = new Replay(live);
        replay.append(Entries.of(log));
        assertThat(replay.changes()).isEmpty();
        assertThat(told(replay, 8)).containsExactly("REMOVED Sun null", "REMOVED Room null");
        assertThat(told(replay, 1)).containsExactly("ADDED Lamp null", "CHANGED Untitled schema");
        assertThat(told(replay, 2)).containsExactly("ADDED Room null");
        assertThat(told(replay, 3))
                .containsExactly("MOVED Lamp position", "CHANGED Lamp rotation", "CHANGED Lamp scale");
        assertThat(told(replay, 4)).containsExactly("CHANGED Lamp radius");
        assertThat(told(replay, 5)).containsExactly("MOVED Lamp parent");
        assertThat(told(replay, 6)).containsExactly("CHANGED Untitled background");
        assertThat(told(replay, 7)).containsExactly("CHANGED Sun name");
        assertThat(told(replay, 0)).isEmpty();
    }

    private static List<String> told(Replay replay, int sequence) {
        replay.seek(sequence);
        return replay.changes().stream()
                .map(change -> change.kind() + " " + change.name() + " " + change.property())
                .toList();
    }
}
