package dev.diorama.engine.scene;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.schema.InvalidEditException;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.Transform;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a flush costs, counted; benchmarks/engine/run measures it. */
class PropagationTest {
    private static final int NODES = 20_000;
    private static final int FAN_OUT = 10;

    private final SceneDoc doc = SceneDoc.of(YDoc.of(1));
    private final SceneMirror mirror = new SceneMirror();
    private final List<NodeId> edited = new ArrayList<>();
    private int below;

    @BeforeEach
    void build() {
        doc.doc().transact(null, () -> {
            for (int i = 0; i < NODES; i++) {
                NodeId under = i == 0 ? NodeId.ROOT : new NodeId("n" + (i - 1) / FAN_OUT);
                apply(new SceneEdit.AddNode(
                        new NodeId("n" + i), under, NodeKind.GROUP, null, "n", Transform.at(1, 0, 0)));
            }
        });
        mirror.rebuild(doc);
        mirror.flush();
        Set<Integer> all = new HashSet<>();
        Set<Integer> chosen = new HashSet<>();
        for (int k = 0; k < NODES / 100; k++) {
            chosen.add((k * 7919 + 1) % NODES);
        }
        for (int i = 0; i < NODES; i++) {
            // Parents come first.
            boolean carried = i > 0 && all.contains((i - 1) / FAN_OUT);
            if (carried || chosen.contains(i)) {
                all.add(i);
            }
            if (!carried && chosen.contains(i)) {
                // As a drag of all of them would have it.
                edited.add(new NodeId("n" + i));
            }
        }
        below = all.size();
    }

    private void apply(SceneEdit edit) {
        apply(doc, edit);
    }

    private static void apply(SceneDoc scene, SceneEdit edit) {
        try {
            scene.apply(edit, null);
        } catch (InvalidEditException e) {
            // A random move below itself is refused.
            assertThat(edit).isInstanceOf(SceneEdit.MoveNode.class);
        }
    }

    @Test
    @DisplayName(
            "[E172] a drag looks at what it moves and at what hangs below, each once, and works out whole transforms only of what turns")
    void countsTheWork() {
        mirror.setPreview(SceneMirror.OWN_PREVIEW, edited, Motion.move(0, 1, 0));
        mirror.flush();
        int updates = mirror.updates;
        int whole = mirror.wholeUpdates;
        for (int i = 2; i < 12; i++) {
            mirror.setPreview(SceneMirror.OWN_PREVIEW, edited, Motion.move(0, i, 0));
            mirror.flush();
        }
        assertThat(mirror.updates - updates).isEqualTo(10 * below);
        assertThat(mirror.wholeUpdates - whole).isZero();
        Motion turn = new Motion();
        turn.values[Motion.TURN + 1] = 0.5f;
        whole = mirror.wholeUpdates;
        mirror.setPreview(SceneMirror.OWN_PREVIEW, edited, turn);
        mirror.flush();
        assertThat(mirror.wholeUpdates - whole).as("turned with all below").isEqualTo(below);
    }

    @Test
    @DisplayName("[E172] it allocates nothing")
    void allocatesNothing() {
        Motion motion = Motion.move(0, 1, 0);
        mirror.setPreview(SceneMirror.OWN_PREVIEW, edited, motion);
        mirror.flush();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            motion.values[Motion.MOVE] = round;
            long before = threads.getCurrentThreadAllocatedBytes();
            mirror.setPreview(SceneMirror.OWN_PREVIEW, edited, motion);
            mirror.flush();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        // The iterator over what is dragged.
        assertThat(least).isLessThanOrEqualTo(64);
    }

    @Test
    @DisplayName("[E172] what is reached by moving is to the bit what a fresh mirror works out")
    void isExact() {
        Motion turn = new Motion();
        turn.values[Motion.TURN] = 0.3f;
        turn.values[Motion.GROW + 1] = 0.2f;
        turn.apart = true;
        mirror.setPreview(SceneMirror.OWN_PREVIEW, edited, turn);
        mirror.flush();
        turn.values[Motion.MOVE + 2] = 4.3f;
        mirror.setPreview(SceneMirror.OWN_PREVIEW, edited, turn);
        SceneMirror fresh = new SceneMirror();
        fresh.rebuild(doc);
        fresh.setPreview(SceneMirror.OWN_PREVIEW, edited, turn);
        float[] here = new float[16];
        float[] there = new float[16];
        for (int i = 0; i < NODES; i++) {
            mirror.worldMatrix(new NodeId("n" + i), here);
            fresh.worldMatrix(new NodeId("n" + i), there);
            assertThat(here).isEqualTo(there);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName(
            "[E172] whatever is edited, dragged by two, outlined and hidden: records are to the bit those of a fresh mirror")
    void isExactWhateverComes(long seed) {
        Random random = new Random(seed);
        SceneDoc scene = SceneDoc.of(YDoc.of(1));
        SceneMirror followed = new SceneMirror();
        scene.observe((events, transaction) -> followed.apply(scene, events));
        List<NodeId> all = grow(scene, random);
        List<List<NodeId>> dragged = new ArrayList<>(List.of(List.of(), List.of()));
        List<Motion> motions = List.of(new Motion(), new Motion());
        List<NodeId> selected = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            NodeId any = all.get(random.nextInt(all.size()));
            int source = random.nextInt(2);
            Motion motion = motions.get(source);
            switch (random.nextInt(8)) {
                case 0, 1 ->
                    apply(
                            scene,
                            new SceneEdit.SetTransform(
                                    List.of(any),
                                    List.of(scene.node(any).transform().withPosition(random.nextFloat(), 2, step))));
                case 2 ->
                    apply(
                            scene,
                            new SceneEdit.SetTransform(
                                    List.of(any),
                                    List.of(scene.node(any).transform().withRotation(0, 0.6f, 0, 0.8f))));
                case 3 -> apply(scene, new SceneEdit.SetFlags(any, random.nextInt(2)));
                case 4 -> apply(scene, new SceneEdit.MoveNode(any, all.get(random.nextInt(all.size())), 0));
                case 5 -> dragged.set(source, random.nextInt(3) == 0 ? List.of() : List.of(any, all.get(7)));
                case 6 -> {
                    motion.values[Motion.MOVE + 1] = random.nextFloat();
                    motion.values[Motion.TURN] = random.nextInt(4) == 0 ? random.nextFloat() : 0;
                }
                default -> {
                    selected.clear();
                    selected.add(any);
                }
            }
            show(followed, dragged, motions, selected);
            SceneMirror fresh = new SceneMirror();
            fresh.rebuild(scene);
            show(fresh, dragged, motions, selected);
            assertThat(records(followed, all))
                    .as("seed " + seed + " step " + step)
                    .isEqualTo(records(fresh, all));
        }
    }

    /** A random tree of boxes and groups. */
    private static List<NodeId> grow(SceneDoc scene, Random random) {
        List<NodeId> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            NodeId under = i < 3 ? NodeId.ROOT : all.get(random.nextInt(i));
            boolean drawn = random.nextInt(3) > 0;
            all.add(new NodeId("n" + i));
            apply(
                    scene,
                    new SceneEdit.AddNode(
                            all.get(i),
                            under,
                            drawn ? NodeKind.MESH : NodeKind.GROUP,
                            drawn ? Primitive.BOX : null,
                            "n",
                            Transform.at(random.nextFloat(), 1, 0)));
        }
        return all;
    }

    private static void show(
            SceneMirror mirror, List<List<NodeId>> dragged, List<Motion> motions, List<NodeId> selected) {
        for (int source = 0; source < motions.size(); source++) {
            mirror.setPreview(source, dragged.get(source), motions.get(source));
        }
        mirror.setOutline(SceneMirror.OWN_OUTLINE, selected);
    }

    /** By node: whether it is drawn, and its record. */
    private static Map<NodeId, List<Integer>> records(SceneMirror mirror, List<NodeId> ids) {
        mirror.flush();
        DrawLists lists = mirror.drawLists();
        Map<NodeId, List<Integer>> found = new HashMap<>();
        for (int bucket = 0; bucket < lists.buckets(); bucket++) {
            for (int i = lists.from(bucket); i < lists.from(bucket) + lists.count(bucket); i++) {
                int from = lists.slots()[i] * ObjectRecords.WORDS;
                found.put(
                        Objects.requireNonNull(mirror.node(lists.slots()[i])),
                        Arrays.stream(mirror.records().words(), from, from + ObjectRecords.WORDS)
                                .boxed()
                                .toList());
            }
        }
        assertThat(found.keySet()).isSubsetOf(ids);
        return found;
    }
}
