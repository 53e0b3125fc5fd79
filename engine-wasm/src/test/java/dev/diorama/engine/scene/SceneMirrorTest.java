package dev.diorama.engine.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.math.Aabb;
import dev.diorama.scene.math.Mat4;
import dev.diorama.scene.math.Quat;
import dev.diorama.scene.schema.InvalidEditException;
import dev.diorama.scene.schema.Material;
import dev.diorama.scene.schema.MaterialEdit;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.RegisterEdit;
import dev.diorama.scene.schema.Rgb;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneNode;
import dev.diorama.scene.schema.SceneView;
import dev.diorama.scene.schema.Transform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SceneMirrorTest {
    /** Those that have a mesh, in the order of the meshes. */
    private static final List<Primitive> SHAPES = List.of(Primitive.values());

    private static final int STEPS = 300;

    private final SceneDoc doc = SceneDoc.of(YDoc.of(1));
    private final SceneMirror mirror = new SceneMirror();

    SceneMirrorTest() {
        doc.observe((events, transaction) -> mirror.apply(doc, events));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261121})
    @DisplayName(
            "[E5] the mirror equals the document after random edits, one's own and others', and so does one made anew")
    void followsRandomEdits(long seed) throws DecodeException {
        Random random = new Random(seed);
        SceneDoc other = SceneDoc.of(YDoc.of(2));
        for (int step = 0; step < STEPS; step++) {
            SceneDoc edited = random.nextBoolean() ? doc : other;
            int count = 1 + random.nextInt(4);
            edited.doc().transact(null, () -> {
                for (int i = 0; i < count; i++) {
                    randomEdit(edited, random);
                }
            });
            if (random.nextInt(4) == 0) {
                doc.applyUpdate(other.doc().encodeStateAsUpdate(doc.doc().stateVector()), "remote");
                other.applyUpdate(doc.doc().encodeStateAsUpdate(other.doc().stateVector()), "remote");
            }
            if (random.nextInt(3) == 0) {
                assertSame("seed " + seed + " step " + step, mirror, doc);
            }
        }
        assertSame("seed " + seed, mirror, doc);
        mirror.rebuild(doc);
        assertSame("seed " + seed + " rebuilt", mirror, doc);
        SceneMirror fresh = new SceneMirror();
        fresh.rebuild(doc);
        assertSame("seed " + seed + " fresh", fresh, doc);
    }

    @Test
    @DisplayName("[E6] a radius scales the mesh and nothing below the node")
    void parametersScaleTheMesh() {
        NodeId sphere = add("s", NodeId.ROOT, Primitive.SPHERE, Transform.at(1, 0, 0));
        NodeId child = add("c", sphere, Primitive.BOX, Transform.at(2, 0, 0));
        apply(new SceneEdit.SetGeometryParameter(sphere, "radius", 2));
        float[] box = new float[6];
        Aabb.empty(box);
        mirror.includeBounds(child, box);
        assertThat(box).containsExactly(2.5f, -0.5f, -0.5f, 3.5f, 0.5f, 0.5f);
        mirror.includeBounds(sphere, box);
        assertThat(box).containsExactly(-1, -2, -2, 3.5f, 2, 2);
    }

    @Test
    @DisplayName(
            "[E7] a drag displaces nodes with all below them, each once; the lower source wins; ending it puts them back")
    void previews() {
        NodeId group = add("g", NodeId.ROOT, null, new Transform(1, 0, 0, 0, 0, 0, 1, 2, 2, 2));
        NodeId inner = add("i", group, Primitive.BOX, Transform.at(1, 0, 0));
        mirror.setPreview(3, List.of(group, inner), Motion.move(0, 5, 0));
        assertAt(group, 1, 5, 0);
        assertAt(inner, 3, 5, 0);
        mirror.setPreview(SceneMirror.OWN_PREVIEW, List.of(group), Motion.move(0, 0, 7));
        assertAt(inner, 3, 0, 7);
        mirror.endPreview(SceneMirror.OWN_PREVIEW);
        assertAt(inner, 3, 5, 0);
        mirror.setPreview(3, List.of(inner), Motion.move(0, 1, 0));
        assertAt(group, 1, 0, 0);
        assertAt(inner, 3, 1, 0);
        mirror.endPreview(3);
        assertAt(inner, 3, 0, 0);
        assertThat(doc.node(inner).transform().py()).isZero();
    }

    @Test
    @DisplayName("[E8] an outline takes in everything below; one's own wins; nodes that come later get it, too")
    void outlines() {
        NodeId group = add("g", NodeId.ROOT, null, Transform.IDENTITY);
        NodeId inner = add("i", group, Primitive.BOX, Transform.IDENTITY);
        mirror.setOutline(4, List.of(group));
        assertThat(outline(inner)).isEqualTo(4);
        mirror.setOutline(SceneMirror.OWN_OUTLINE, List.of(inner));
        assertThat(outline(inner)).isEqualTo(SceneMirror.OWN_OUTLINE);
        mirror.setOutline(SceneMirror.OWN_OUTLINE, List.of());
        assertThat(outline(inner)).isEqualTo(4);
        NodeId later = new NodeId("later");
        mirror.setOutline(2, List.of(later));
        add("later", NodeId.ROOT, Primitive.CONE, Transform.IDENTITY);
        assertThat(outline(later)).isEqualTo(2);
        NodeId outside = add("o", NodeId.ROOT, Primitive.CONE, Transform.IDENTITY);
        assertThat(outline(outside)).isZero();
        apply(new SceneEdit.MoveNode(outside, group, 0));
        assertThat(outline(outside)).isEqualTo(4);
    }

    @Test
    @DisplayName("[E191] what is veiled here is not drawn, nor is anything below, whatever the document says of it")
    void veiled() {
        NodeId group = add("g", NodeId.ROOT, null, Transform.IDENTITY);
        NodeId inner = add("i", group, Primitive.BOX, Transform.IDENTITY);
        add("o", NodeId.ROOT, Primitive.CONE, Transform.IDENTITY);
        mirror.setOutline(SceneMirror.VEIL, List.of(group));
        assertThat(mirror.objectCount()).isEqualTo(1);
        assertThat(doc.node(group).hidden()).isFalse();
        add("j", inner, Primitive.BOX, Transform.IDENTITY);
        assertThat(mirror.objectCount()).isEqualTo(1);
        mirror.setOutline(SceneMirror.VEIL, List.of());
        assertThat(mirror.objectCount()).isEqualTo(3);
        assertThat(outline(inner)).isZero();
    }

    @Test
    @DisplayName("[E9] what is hidden is not drawn, nor is anything below; slots of deleted nodes are used again")
    void hiddenAndDeleted() {
        NodeId group = add("g", NodeId.ROOT, null, Transform.IDENTITY);
        NodeId inner = add("i", group, Primitive.BOX, Transform.IDENTITY);
        assertThat(mirror.objectCount()).isEqualTo(1);
        apply(new SceneEdit.SetFlags(group, SceneNode.HIDDEN));
        assertThat(mirror.objectCount()).isZero();
        apply(new SceneEdit.SetFlags(group, 0));
        assertThat(mirror.objectCount()).isEqualTo(1);
        int slot = mirror.objectId(inner);
        assertThat(mirror.node(slot)).isEqualTo(inner);
        apply(new SceneEdit.DeleteNodes(List.of(group)));
        assertThat(mirror.objectCount()).isZero();
        assertThat(mirror.objectId(inner)).isZero();
        assertThat(mirror.node(slot)).isNull();
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            slots.add(mirror.objectId(add("n" + i, NodeId.ROOT, Primitive.BOX, Transform.IDENTITY)));
        }
        assertThat(slots).contains(slot).hasSize(2);
    }

    @Test
    @DisplayName("[E5] an edit writes the records below it and no others")
    void editsTouchOnlyWhatIsBelow() {
        NodeId group = add("g", NodeId.ROOT, null, Transform.IDENTITY);
        for (int i = 0; i < 100; i++) {
            add("n" + i, i < 10 ? group : NodeId.ROOT, Primitive.BOX, Transform.at(i, 0, 0));
        }
        mirror.flush();
        mirror.records().clearDirty();
        apply(new SceneEdit.SetTransform(List.of(group), List.of(Transform.at(0, 1, 0))));
        mirror.flush();
        assertThat(mirror.records().dirtyCount()).isEqualTo(10);
        mirror.records().clearDirty();
        apply(new SceneEdit.SetName(group, "other"));
        mirror.flush();
        assertThat(mirror.records().dirtyCount()).isZero();
    }

    private void randomEdit(SceneDoc edited, Random random) {
        List<NodeId> all = new ArrayList<>();
        collect(edited, NodeId.ROOT, all);
        all.remove(NodeId.RECOVERED);
        NodeId any = all.isEmpty() ? NodeId.ROOT : all.get(random.nextInt(all.size()));
        NodeId parent = random.nextInt(3) == 0 || all.isEmpty() ? NodeId.ROOT : all.get(random.nextInt(all.size()));
        int what = all.size() < 8 ? 0 : random.nextInt(10);
        SceneEdit edit = switch (what) {
            case 0, 1, 2 ->
                new SceneEdit.AddNode(
                        NodeId.random(random::nextInt),
                        parent,
                        random.nextInt(4) == 0 ? NodeKind.GROUP : NodeKind.MESH,
                        null,
                        "node",
                        randomTransform(random));
            case 3, 4, 5 -> new SceneEdit.SetTransform(List.of(any), List.of(randomTransform(random)));
            case 6, 7 -> new SceneEdit.MoveNode(any, parent, 0);
            case 8 ->
                random.nextBoolean()
                        ? new SceneEdit.SetFlags(any, random.nextInt(2))
                        : new SceneEdit.SetGeometryParameter(any, "radius", random.nextFloat());
            default -> new SceneEdit.DeleteNodes(List.of(any));
        };
        if (edit instanceof SceneEdit.AddNode add && add.kind() == NodeKind.MESH) {
            Primitive shape = SHAPES.get(random.nextInt(SHAPES.size()));
            edit = new SceneEdit.AddNode(add.id(), add.parent(), add.kind(), shape, add.name(), add.transform());
        }
        try {
            edited.apply(edit, null);
        } catch (InvalidEditException e) {
            // A random move below itself, a parameter of a group: refused, which is fine here.
        }
    }

    private static Transform randomTransform(Random random) {
        float[] q = {
            (float) random.nextGaussian(), (float) random.nextGaussian(),
            (float) random.nextGaussian(), (float) random.nextGaussian()
        };
        Quat.normalize(q, q);
        return new Transform(
                random.nextFloat() * 4 - 2,
                random.nextFloat() * 4 - 2,
                random.nextFloat() * 4 - 2,
                q[0],
                q[1],
                q[2],
                q[3],
                0.5f + random.nextFloat(),
                random.nextBoolean() ? 1 : -1,
                0.5f + random.nextFloat());
    }

    private static void collect(SceneView scene, NodeId parent, List<NodeId> to) {
        for (NodeId child : scene.children(parent)) {
            to.add(child);
            collect(scene, child, to);
        }
    }

    private static void assertSame(String when, SceneMirror mirror, SceneView scene) {
        Map<Integer, float[]> expected = new HashMap<>();
        float[] identity = new float[16];
        Mat4.identity(identity);
        expect(mirror, scene, NodeId.ROOT, identity, false, expected);
        mirror.flush();
        Map<Integer, float[]> drawn = new HashMap<>();
        DrawLists lists = mirror.drawLists();
        for (int bucket = 0; bucket < lists.buckets(); bucket++) {
            for (int i = lists.from(bucket); i < lists.from(bucket) + lists.count(bucket); i++) {
                int slot = lists.slots()[i];
                NodeId id = Objects.requireNonNull(mirror.node(slot), when);
                assertThat(scene.node(id).primitive()).as(when).isEqualTo(SHAPES.get(bucket));
                assertThat(drawn.put(slot, record(mirror, slot))).as(when).isNull();
            }
        }
        assertThat(drawn.keySet()).as(when).isEqualTo(expected.keySet());
        drawn.forEach((slot, row) -> assertThat(row).as(when).containsExactly(expected.get(slot), within(1e-3f)));
        assertThat(mirror.objectCount()).isEqualTo(expected.size());
    }

    private static void expect(
            SceneMirror mirror,
            SceneView scene,
            NodeId parent,
            float[] above,
            boolean hidden,
            Map<Integer, float[]> to) {
        for (NodeId id : scene.children(parent)) {
            SceneNode node = scene.node(id);
            Transform t = node.transform();
            float[] local = new float[16];
            float[] world = new float[16];
            Mat4.compose(
                    new float[] {t.px(), t.py(), t.pz()},
                    new float[] {t.rx(), t.ry(), t.rz(), t.rw()},
                    new float[] {t.sx(), t.sy(), t.sz()},
                    local);
            Mat4.multiply(above, local, world);
            boolean off = hidden || node.hidden();
            Primitive shape = node.primitive();
            if (shape != null && !off) {
                float d = 2 * node.parameter("radius");
                float[] scale = switch (shape) {
                    case SPHERE -> new float[] {d, d, d};
                    case CYLINDER, CONE -> new float[] {d, node.parameter("height"), d};
                    case TORUS -> all(d + 2 * node.parameter("tube"));
                    case CAPSULE -> all(Math.max(d, node.parameter("height")));
                    default -> new float[] {1, 1, 1};
                };
                float[] rows = new float[12];
                for (int i = 0; i < 12; i++) {
                    rows[i] = world[i % 4 * 4 + i / 4] * (i % 4 == 3 ? 1 : scale[i % 4]);
                }
                to.put(mirror.objectId(id), rows);
            }
            expect(mirror, scene, id, world, off, to);
        }
    }

    private static float[] all(float scale) {
        return new float[] {scale, scale, scale};
    }

    private static float[] record(SceneMirror mirror, int slot) {
        float[] rows = new float[12];
        for (int i = 0; i < 12; i++) {
            rows[i] = Float.intBitsToFloat(mirror.records().words()[slot * ObjectRecords.WORDS + i]);
        }
        return rows;
    }

    private int outline(NodeId id) {
        mirror.flush();
        return mirror.records().words()[mirror.objectId(id) * ObjectRecords.WORDS + ObjectRecords.FLAGS]
                & ObjectRecords.OUTLINE_MASK;
    }

    @Test
    @DisplayName(
            "[E6] a torus and a capsule keep their roundness: one scale for all axes, the thickness is a number of its own")
    void thickness() {
        NodeId torus = add("t", NodeId.ROOT, Primitive.TORUS, Transform.IDENTITY);
        NodeId capsule = add("c", NodeId.ROOT, Primitive.CAPSULE, Transform.IDENTITY);
        assertThat(thickness(torus)).isEqualTo(Math.round(0xffff * 0.2f / 0.7f));
        assertThat(thickness(capsule)).isEqualTo(Math.round(0xffff * 0.5f));
        float[] box = new float[6];
        Aabb.empty(box);
        mirror.includeBounds(torus, box);
        assertThat(box).containsExactly(new float[] {-0.7f, -0.2f, -0.7f, 0.7f, 0.2f, 0.7f}, within(1e-4f));
        Aabb.empty(box);
        mirror.includeBounds(capsule, box);
        assertThat(box).containsExactly(new float[] {-0.25f, -0.5f, -0.25f, 0.25f, 0.5f, 0.25f}, within(1e-4f));
        apply(new SceneEdit.SetGeometryParameter(capsule, "radius", 3));
        assertThat(thickness(capsule))
                .as("a capsule that is no longer than wide is a ball")
                .isEqualTo(0xffff);
        apply(new SceneEdit.SetGeometryParameter(torus, "radius", 0));
        apply(new SceneEdit.SetGeometryParameter(torus, "tube", 0));
        assertThat(thickness(torus)).as("a torus of nothing").isZero();
    }

    private int thickness(NodeId id) {
        mirror.flush();
        return mirror.records().words()[mirror.objectId(id) * ObjectRecords.WORDS + ObjectRecords.FLAGS]
                >>> ObjectRecords.THICKNESS_SHIFT;
    }

    private void assertAt(NodeId id, float x, float y, float z) {
        float[] at = new float[3];
        assertThat(mirror.worldPosition(id, at)).isTrue();
        assertThat(at).containsExactly(x, y, z);
    }

    private NodeId add(String name, NodeId parent, @Nullable Primitive shape, Transform transform) {
        NodeId id = new NodeId(name);
        apply(new SceneEdit.AddNode(
                id, parent, shape == null ? NodeKind.GROUP : NodeKind.MESH, shape, name, transform));
        return id;
    }

    private void apply(SceneEdit edit) {
        try {
            doc.apply(edit, null);
        } catch (InvalidEditException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName(
            "[E134] objects are drawn as their material says, as it says it by then; those without one as their shape looks")
    void drawsMaterials() throws InvalidEditException {
        NodeId ball = new NodeId("ball");
        doc.apply(
                new SceneEdit.AddNode(ball, NodeId.ROOT, NodeKind.MESH, Primitive.SPHERE, "Ball", Transform.IDENTITY),
                null);
        mirror.flush();
        assertThat(materialOf(ball)).isEqualTo(1);
        int shapes = mirror.materials().count();
        RegisterEdit.Entry made = new RegisterEdit.Entry(false, "ball", null, 0, Map.of("m", AnyValue.of("oak")));
        doc.apply(new RegisterEdit(List.of(made)), null);
        mirror.flush();
        assertThat(materialOf(ball)).isEqualTo(shapes);
        assertThat(mirror.materials().count()).isEqualTo(shapes + 1);
        assertThat(look(shapes, 0)).as("a material that is not there is grey").isEqualTo(0.8f);
        doc.apply(new MaterialEdit.AddMaterial("oak", Material.DEFAULT.withColor(new Rgb(1, 0.5f, 0))), null);
        assertThat(mirror.materials().changed()).isTrue();
        assertThat(look(shapes, 1)).isEqualTo(0.5f);
        doc.apply(new MaterialEdit.DeleteMaterial("oak"), null);
        assertThat(look(shapes, 1)).isEqualTo(0.8f);
    }

    @Test
    @DisplayName("[E134] the number of a material has room for more than 65,535 of them")
    void manyMaterials() throws InvalidEditException {
        List<RegisterEdit.Entry> made = new ArrayList<>();
        for (int i = 0; i < 66_000; i++) {
            made.add(new RegisterEdit.Entry(
                    false,
                    "n" + i,
                    "",
                    i,
                    Map.of("k", AnyValue.of("mesh"), "g", AnyValue.of("box"), "m", AnyValue.of("m" + i))));
        }
        int shapes = mirror.materials().count();
        doc.apply(new RegisterEdit(made), null);
        mirror.flush();
        assertThat(mirror.materials().count()).isEqualTo(shapes + 66_000);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 66_000; i++) {
            numbers.add(materialOf(new NodeId("n" + i)));
        }
        assertThat(numbers).doesNotHaveDuplicates().contains(shapes + 65_999);
    }

    private int materialOf(NodeId id) {
        return mirror.records().words()[mirror.objectId(id) * ObjectRecords.WORDS + ObjectRecords.MESH]
                >>> ObjectRecords.MATERIAL_SHIFT;
    }

    private float look(int index, int part) {
        return mirror.materials().values()[index * MaterialTable.FLOATS + part];
    }
}
