package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Differences of scenes, against documents that are played anew for each question. */
class SceneDiffTest {
    private static final NodeId X = new NodeId("x");
    private static final NodeId Y = new NodeId("y");

    /** A session's updates as one peer heard them, and what they did. */
    private static final class Recording {
        final List<byte[]> log = new ArrayList<>();
        final List<SceneDiff> steps = new ArrayList<>();
        final SceneDoc tip = SceneDoc.of(YDoc.of(7));

        Recording(long seed) throws DecodeException {
            SceneSession session = new SceneSession(seed);
            for (SceneSession.Peer peer : session.peers) {
                peer.doc.onUpdate((update, origin, local) -> {
                    if (local) {
                        log.add(update);
                    }
                });
            }
            for (int i = 0; i < 120; i++) {
                session.step();
            }
            SceneRecorder recorder = SceneRecorder.of(tip);
            for (byte[] update : log) {
                tip.applyUpdate(update, null);
                steps.add(recorder.take());
            }
        }

        SceneDoc at(int entries) throws DecodeException {
            SceneDoc scene = SceneDoc.of(YDoc.of(8));
            for (byte[] update : log.subList(0, entries)) {
                scene.applyUpdate(update, null);
            }
            return scene;
        }

        SceneDiff between(int from, int to) {
            SceneDiff sum = SceneDiff.sum(steps.subList(Math.min(from, to), Math.max(from, to)));
            return from <= to ? sum : sum.reversed();
        }
    }

    private static void assertSame(FlatScene flat, SceneDoc scene) {
        assertThat(flat.size()).isEqualTo(scene.size());
        assertThat(ReferenceTree.childrenOf(flat)).isEqualTo(ReferenceTree.childrenOf(scene));
        assertThat(flat.background()).isEqualTo(scene.background());
        assertThat(flat.sceneName()).isEqualTo(scene.sceneName());
        for (NodeId id : scene.ids()) {
            assertThat(NodeState.same(flat.state(id), scene.state(id))).isTrue();
            assertThat(flat.parent(id)).isEqualTo(scene.parent(id));
            assertThat(flat.node(id)).usingRecursiveComparison().isEqualTo(scene.node(id));
        }
    }

    @Test
    @DisplayName(
            "[S96] [S97] from any moment of a history to any other: the scene, and events that a strict model accepts")
    void randomHistories() throws Exception {
        for (long seed = 1; seed <= 60; seed++) {
            Recording recording = new Recording(seed);
            Random random = new Random(seed);
            FlatScene flat = FlatScene.empty();
            SceneMirror model = new SceneMirror(recording.at(0));
            int from = 0;
            for (int jump = 0; jump < 8; jump++) {
                int to = random.nextInt(recording.log.size() + 1);
                SceneDoc target = recording.at(to);
                SceneDiff diff = recording.between(from, to);
                FlatScene before = FlatScene.of(recording.at(from));
                List<SceneEvent> events = diff.events(flat);

                flat.apply(diff);

                assertThat(diff.events(flat)).as("seed=" + seed).isEqualTo(events);
                assertThat(SceneDiff.between(before, FlatScene.of(target)).events(before))
                        .as("seed=" + seed)
                        .isEqualTo(events);
                assertThat(diff.isEmpty()).isEqualTo(events.isEmpty());
                assertSame(flat, target);
                model.follow(events, target);
                from = to;
            }
        }
    }

    @Test
    @DisplayName("[S97] one entry's difference has the events that the document gave")
    void stepsGiveTheSameEvents() throws Exception {
        Recording recording = new Recording(4);
        SceneDoc scene = SceneDoc.of(YDoc.of(9));
        List<List<SceneEvent>> told = new ArrayList<>();
        scene.observe((events, transaction) -> told.add(events));
        FlatScene flat = FlatScene.empty();
        for (int i = 0; i < recording.log.size(); i++) {
            told.clear();
            scene.applyUpdate(recording.log.get(i), null);
            flat.apply(recording.steps.get(i));
            List<SceneEvent> all = new ArrayList<>();
            told.forEach(all::addAll);
            assertThat(recording.steps.get(i).events(flat)).isEqualTo(all);
        }
    }

    @Test
    @DisplayName("[S98] what is the same on both sides yields no event, whatever happened in between")
    void whatIsTheSameIsSilent() throws Exception {
        SceneDoc scene = SceneDoc.of(YDoc.of(1));
        SceneRecorder recorder = SceneRecorder.of(scene);
        for (NodeId id : List.of(X, Y)) {
            scene.apply(new SceneEdit.AddNode(id, NodeId.ROOT, NodeKind.GROUP, null, "G", Transform.IDENTITY), null);
        }
        FlatScene before = FlatScene.of(scene);
        recorder.take();
        List<SceneDiff> steps = new ArrayList<>();
        for (SceneEdit edit : List.of(
                new SceneEdit.SetTransform(X, Transform.at(1, 0, 0)),
                new SceneEdit.MoveNode(X, Y, 0),
                new SceneEdit.SetName(Y, "other"),
                new SceneEdit.SetTransform(X, Transform.IDENTITY),
                new SceneEdit.SetName(Y, "G"))) {
            scene.apply(edit, null);
            steps.add(recorder.take());
        }
        SceneDiff sum = SceneDiff.sum(steps);
        assertThat(sum.events(before)).hasSize(1).first().isInstanceOf(SceneEvent.NodeMoved.class);
        assertThat(recorder.take()).isSameAs(SceneDiff.NONE);
        FlatScene now = FlatScene.of(scene);
        assertThat(SceneDiff.between(now, FlatScene.of(scene)).isEmpty()).isTrue();
        assertThat(SceneDiff.sum(List.of(sum, sum.reversed())).isEmpty()).isTrue();
    }
}
