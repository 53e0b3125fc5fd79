package dev.diorama.engine.editor;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.edit.NodeSpace;
import dev.diorama.engine.edit.Placement;
import dev.diorama.engine.edit.PointerInput;
import dev.diorama.engine.outline.TreeFilter;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.math.Quat;
import dev.diorama.scene.schema.EntryKind;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.RandomSource;
import dev.diorama.scene.schema.RegisterEdit;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.Transform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done to many nodes at once, and the registers of the document as they are: the page builds copies, groups and materials of these,
 * which is code that the engine need not carry.
 */
public final class EditControl {
    private final Parts parts;
    private final PointerInput pointer;
    private final Placement placement;
    private final RandomSource random;
    private final float[] turn = new float[4];
    private final float[] other = new float[4];
    private final float[] point = new float[3];

    EditControl(Parts parts, PointerInput pointer, Placement placement, RandomSource random) {
        this.parts = parts;
        this.pointer = pointer;
        this.placement = placement;
        this.random = random;
    }

    /** Adds a light above what the camera looks at, selects it, and returns its id. */
    public String addLight(LightKind kind) {
        OrbitCamera camera = parts.camera;
        // A spot shines straight down, the sun from behind the camera's right shoulder.
        boolean sun = kind == LightKind.DIRECTIONAL;
        Quat.fromEuler(sun ? -0.8f : (float) (-Math.PI / 2), sun ? camera.yaw() + 0.7f : 0, 0, turn);
        Map<String, AnyValue> light = new LinkedHashMap<>();
        light.put("type", AnyValue.of(kind.wireName));
        light.put("intensity", AnyValue.of(kind.intensity));
        Map<String, @Nullable AnyValue> above =
                place(camera.targetX(), camera.targetY() + camera.distance() / 4, camera.targetZ());
        return add("light", kind.title, above, AnyValue.obj(light));
    }

    /** Adds a camera that sees what this person sees, selects it, and returns its id. */
    public String addCamera() {
        OrbitCamera camera = parts.camera;
        Map<String, AnyValue> lens = new LinkedHashMap<>();
        lens.put("fov", AnyValue.of((double) OrbitCamera.FIELD_OF_VIEW));
        if (camera.orthographic()) {
            lens.put("orthographic", AnyValue.of(true));
            lens.put("height", AnyValue.of(2 * camera.distance() * Math.tan(OrbitCamera.FIELD_OF_VIEW / 2)));
        }
        turnAsSeen();
        return add("camera", "Camera", place(camera.eyeX(), camera.eyeY(), camera.eyeZ()), AnyValue.obj(lens));
    }

    /** Puts a node where this person looks from, with its -Z where they look. */
    public void placeAtView(String id) {
        NodeId node = new NodeId(id);
        OrbitCamera camera = parts.camera;
        NodeSpace space = new NodeSpace(parts.scene);
        boolean there = parts.scene.contains(node);
        Transform t = there ? parts.scene.node(node).transform() : Transform.IDENTITY;
        space.worldPosition(node, t, point);
        boolean flat = !space.toParent(
                node, camera.eyeX() - point[0], camera.eyeY() - point[1], camera.eyeZ() - point[2], point);
        if (!there || !flat) {
            turnAsSeen();
            space.parentRotation(node, other);
            Quat.conjugate(other, other);
            Quat.multiply(other, turn, turn);
            edit(entry(id, null, place(t.px() + point[0], t.py() + point[1], t.pz() + point[2])));
        }
    }

    /** Registers of a place, and of the rotation that was found. */
    private Map<String, @Nullable AnyValue> place(float x, float y, float z) {
        Map<String, @Nullable AnyValue> registers = new LinkedHashMap<>();
        registers.put("p", AnyValue.of(x, y, z));
        registers.put("r", AnyValue.of(turn));
        return registers;
    }

    private static RegisterEdit entry(String id, @Nullable String parent, Map<String, @Nullable AnyValue> registers) {
        return new RegisterEdit(List.of(new RegisterEdit.Entry(false, id, parent, Integer.MAX_VALUE, registers)));
    }

    /** The rotation of what looks as the camera does. */
    private void turnAsSeen() {
        OrbitCamera camera = parts.camera;
        Quat.fromEuler(-camera.pitch(), camera.yaw(), 0, turn);
        Quat.fromEuler(0, 0, camera.roll(), other);
        Quat.multiply(turn, other, turn);
    }

    private String add(String kind, String title, Map<String, @Nullable AnyValue> registers, AnyValue component) {
        String id = NodeId.random(random).value();
        registers.put("k", AnyValue.of(kind));
        registers.put("n", AnyValue.of(placement.freeName(title)));
        registers.put("c:" + kind, component);
        edit(entry(id, "", registers));
        select(List.of(id));
        return id;
    }

    /** Puts nodes under a parent (empty id: the root), to this place among its other children. */
    public void move(List<String> ids, String parent, int index, boolean keepWorld) {
        edit(new SceneEdit.MoveNodes(nodes(ids), new NodeId(parent), index, keepWorld));
    }

    /** Writes registers, in one transaction; JSON, see {@code Engine.write}. */
    public void write(String json) {
        List<RegisterEdit.Entry> entries = new ArrayList<>();
        for (AnyValue item : parse(json).elements()) {
            Map<String, AnyValue> fields = item.fields();
            Map<String, @Nullable AnyValue> registers = new LinkedHashMap<>();
            for (Map.Entry<String, AnyValue> set : field(fields, "set").fields().entrySet()) {
                registers.put(set.getKey(), set.getValue() instanceof AnyValue.Null ? null : set.getValue());
            }
            String material = field(fields, "material").string("");
            AnyValue parent = field(fields, "parent");
            entries.add(new RegisterEdit.Entry(
                    !material.isEmpty(),
                    material.isEmpty() ? field(fields, "node").string("") : material,
                    parent instanceof AnyValue.Str ? parent.string("") : null,
                    (int) Math.max(0, field(fields, "index").number(Integer.MAX_VALUE)),
                    registers));
        }
        edit(new RegisterEdit(entries));
    }

    private static AnyValue field(Map<String, AnyValue> fields, String name) {
        return fields.getOrDefault(name, AnyValue.Null.INSTANCE);
    }

    private static AnyValue parse(String json) {
        try {
            return Json.parse(json);
        } catch (DecodeException e) {
            throw new EditorException(EditorException.Code.INVALID_ARGUMENT, e);
        }
    }

    /** Nodes with all below them, each before its children, as JSON: see {@code Engine.read}. */
    public String read(List<String> ids) {
        List<AnyValue> items = new ArrayList<>();
        for (NodeId top : ids.isEmpty() ? parts.shown.children(NodeId.ROOT) : nodes(ids)) {
            for (NodeId id : parts.shown.subtree(top)) {
                Map<String, AnyValue> item = new LinkedHashMap<>();
                NodeId parent = parts.shown.parent(id);
                item.put("node", AnyValue.of(id.value()));
                item.put("parent", AnyValue.of(parent == null ? "" : parent.value()));
                item.put("set", AnyValue.obj(parts.shown.node(id).values()));
                items.add(AnyValue.obj(item));
            }
        }
        return Json.print(AnyValue.list(items));
    }

    /** The materials of the scene, as JSON: registers by id. */
    public String materials() {
        Map<String, AnyValue> materials = new LinkedHashMap<>();
        for (String id : parts.shown.entries().ids(EntryKind.MATERIAL)) {
            materials.put(id, AnyValue.obj(parts.shown.entries().materialValues(id)));
        }
        return Json.print(AnyValue.obj(materials));
    }

    /** Edits up to {@link #endStep} are one step; the one before, too, if it has the same key and was just now. */
    public void beginStep(String key) {
        parts.history.beginStep(key);
    }

    /** Ends what {@link #beginStep} began. */
    public void endStep() {
        parts.history.endStep();
    }

    /** Shows in the tree what matches, with all above it; only nodes with these ids, if there are any ids. */
    public void filter(String query, @Nullable List<String> among) {
        parts.rows.setFilter(new TreeFilter(query, among));
        rowsChanged();
    }

    /** Opens or closes all rows of the tree. */
    public void expandAll(boolean expanded) {
        parts.rows.setAllExpanded(expanded);
        rowsChanged();
    }

    private void rowsChanged() {
        parts.changes.enter();
        parts.changes.mark(Topic.TREE);
        parts.changes.exit();
    }

    /** Selects these and nothing else; ids that are not there are left out. */
    public void select(List<String> ids) {
        List<NodeId> there = nodes(ids);
        there.removeIf(id -> !parts.shown.contains(id));
        parts.changes.enter();
        try {
            if (parts.selection.set(there)) {
                pointer.cancel();
                parts.selectionChanged();
            }
        } finally {
            parts.changes.exit();
        }
    }

    private void edit(SceneEdit edit) {
        parts.requireLive();
        parts.changes.enter();
        try {
            pointer.cancel();
            parts.edit(edit);
        } finally {
            parts.changes.exit();
        }
    }

    static List<NodeId> nodes(List<String> ids) {
        List<NodeId> nodes = new ArrayList<>(ids.size());
        for (String id : ids) {
            nodes.add(new NodeId(id));
        }
        return nodes;
    }
}
