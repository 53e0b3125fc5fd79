package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.InvalidEditException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From an edit to writes: checks first, then says what to write: rules S68 to S73. */
final class SceneEditor {

    private final SceneDoc scene;
    private final SceneTree tree;
    private final YMap nodes;
    private final YMap meta;
    private final Siblings siblings;

    SceneEditor(SceneDoc scene, SceneTree tree, YMap nodes, YMap meta, RandomSource random) {
        this.scene = scene;
        this.tree = tree;
        this.nodes = nodes;
        this.meta = meta;
        siblings = new Siblings(tree, random);
    }

    /**
     * Checks an edit.
     *
     * @return what to run in a transaction; null if the edit changes nothing
     */
    @Nullable Runnable prepare(SceneEdit edit) throws InvalidEditException {
        checkVersion();
        List<Runnable> writes = new ArrayList<>();
        switch (edit) {
            case SceneEdit.AddNode add -> add(add, writes);
            case SceneEdit.DeleteNodes delete -> delete(delete.ids(), writes);
            case SceneEdit.MoveNode move -> move(move, writes);
            case SceneEdit.Duplicate duplicate -> duplicate(duplicate, writes);
            case SceneEdit.SetName name ->
                set(real(name.id()), SchemaKeys.NAME, AnyValue.of(EditRules.name(name.name())), writes);
            case SceneEdit.SetTransform transform -> setTransform(transform, writes);
            case SceneEdit.SetGeometryParameter parameter -> setParameter(parameter, writes);
            case SceneEdit.SetFlags flags -> setFlags(flags, writes);
            case SceneEdit.SetBackground set -> {
                Rgb color = EditRules.color(set.color());
                setMeta(SchemaKeys.META_BACKGROUND, AnyValue.of(color.r(), color.g(), color.b()), writes);
            }
            case SceneEdit.SetSceneName name ->
                setMeta(SchemaKeys.META_NAME, AnyValue.of(EditRules.name(name.name())), writes);
        }
        return writes.isEmpty() ? null : () -> run(writes);
    }

    /** Refuses to edit what a newer version wrote. */
    void checkVersion() throws InvalidEditException {
        int version = scene.version();
        if (version > SchemaKeys.VERSION) {
            throw new InvalidEditException(
                    Reason.READ_ONLY, "the scene was written by a newer version: schema=" + version);
        }
    }

    private void run(List<Runnable> writes) {
        if (!scene.versionKnown()) {
            meta.set(SchemaKeys.META_SCHEMA, AnyValue.of(SchemaKeys.VERSION));
            scene.metaTouched();
        }
        for (Runnable write : writes) {
            write.run();
        }
    }

    private String newId(NodeId id) throws InvalidEditException {
        String value = EditRules.newId(id);
        if (nodes.has(value)) {
            throw new InvalidEditException(Reason.BAD_VALUE, "the id is taken: id=" + value);
        }
        return value;
    }

    private void add(SceneEdit.AddNode edit, List<Runnable> writes) throws InvalidEditException {
        String id = newId(edit.id());
        TreeNode parent = parent(edit.parent());
        if (edit.primitive() != null && edit.kind() != NodeKind.MESH) {
            throw new InvalidEditException(Reason.BAD_VALUE, "only a mesh has geometry: kind=" + edit.kind());
        }
        String name = EditRules.name(edit.name());
        Transform t = EditRules.transform(edit.transform());
        Primitive primitive = edit.primitive();
        Siblings.Place place = siblings.place(parent, null, Integer.MAX_VALUE);
        writes.add(() -> {
            YMap map = nodes.setMap(id);
            map.set(SchemaKeys.EDGE + parent.id.value(), AnyValue.of(1));
            map.set(SchemaKeys.ORDER, AnyValue.of(place.order()));
            map.set(SchemaKeys.KIND, AnyValue.of(edit.kind().wireName()));
            map.set(SchemaKeys.NAME, AnyValue.of(name));
            map.set(SchemaKeys.POSITION, AnyValue.of(t.px(), t.py(), t.pz()));
            map.set(SchemaKeys.ROTATION, AnyValue.of(t.rx(), t.ry(), t.rz(), t.rw()));
            map.set(SchemaKeys.SCALE, AnyValue.of(t.sx(), t.sy(), t.sz()));
            if (primitive != null) {
                map.set(SchemaKeys.GEOMETRY, AnyValue.of(primitive.wireName()));
            }
            scene.touched(id);
        });
        reorder(place, writes);
    }

    private void duplicate(SceneEdit.Duplicate edit, List<Runnable> writes) throws InvalidEditException {
        TreeNode original = real(edit.id());
        List<NodeId> sources = scene.subtree(edit.id());
        if (new HashSet<>(edit.newIds()).size() != sources.size()
                || edit.newIds().size() != sources.size()) {
            throw new InvalidEditException(
                    Reason.BAD_VALUE,
                    "not a new id for each node: nodes=" + sources.size() + " ids="
                            + edit.newIds().size());
        }
        TreeNode parent = original.parent == null || original.parent == tree.recovered ? tree.root : original.parent;
        int behind = original.parent == parent ? parent.children.indexOf(original) + 1 : Integer.MAX_VALUE;
        Siblings.Place place = siblings.place(parent, null, behind);
        Map<NodeId, String> copies = new HashMap<>();
        for (int i = 0; i < sources.size(); i++) {
            TreeNode source = real(sources.get(i));
            String id = newId(edit.newIds().get(i));
            copies.put(source.id, id);
            String above = i == 0 || source.parent == null ? parent.id.value() : copies.get(source.parent.id);
            String order = i == 0 ? place.order() : source.order;
            Registers registers = source.registers;
            writes.add(() -> {
                YMap map = nodes.setMap(id);
                map.set(SchemaKeys.EDGE + above, AnyValue.of(1));
                map.set(SchemaKeys.ORDER, AnyValue.of(order));
                for (int r = 0; r < registers.size(); r++) {
                    map.set(registers.key(r), registers.value(r));
                }
                scene.touched(id);
            });
        }
        reorder(place, writes);
    }

    private void delete(List<NodeId> ids, List<Runnable> writes) throws InvalidEditException {
        Set<TreeNode> all = new LinkedHashSet<>();
        List<TreeNode> open = new ArrayList<>();
        for (NodeId id : ids) {
            open.add(known(id));
        }
        while (!open.isEmpty()) {
            TreeNode node = open.remove(open.size() - 1);
            if (all.add(node)) {
                open.addAll(node.children);
            }
        }
        for (TreeNode node : all) {
            if (node != tree.recovered) {
                writes.add(() -> {
                    nodes.remove(node.id.value());
                    scene.touched(node.id.value());
                });
            }
        }
    }

    private void move(SceneEdit.MoveNode edit, List<Runnable> writes) throws InvalidEditException {
        TreeNode node = real(edit.id());
        TreeNode parent = parent(edit.newParent());
        if (edit.index() < 0) {
            throw new InvalidEditException(Reason.BAD_VALUE, "negative index: index=" + edit.index());
        }
        for (TreeNode above = parent; above != null; above = above.parent) {
            if (above == node) {
                throw new InvalidEditException(
                        Reason.CYCLE, "a node cannot move below itself: id=" + edit.id() + " parent=" + parent.id);
            }
        }
        if (node.parent == parent && siblings.isAt(node, edit.index())) {
            return;
        }
        if (node.parent != parent) {
            for (TreeNode q = parent; q.parent != null && q.parent != tree.recovered; q = q.parent) {
                String shown = q.parent.id.value();
                if (!shown.equals(q.strongestParent())) {
                    raise(q, shown, writes);
                }
            }
            raise(node, parent.id.value(), writes);
        }
        Siblings.Place place = siblings.place(parent, node, edit.index());
        set(node, SchemaKeys.ORDER, AnyValue.of(place.order()), writes);
        reorder(place, writes);
    }

    private void raise(TreeNode node, String parentId, List<Runnable> writes) {
        long strongest = 0;
        for (long counter : node.edgeCounters) {
            strongest = Math.max(strongest, counter);
        }
        String edge = SchemaKeys.EDGE + parentId;
        if (strongest < TreeNode.MAX_COUNTER) {
            put(node, edge, AnyValue.of((double) (strongest + 1)), writes);
            return;
        }
        for (String other : node.edgeParents) {
            if (!other.equals(parentId)) {
                writes.add(() -> map(node).remove(SchemaKeys.EDGE + other));
            }
        }
        put(node, edge, AnyValue.of(1), writes);
    }

    private void reorder(Siblings.Place place, List<Runnable> writes) {
        for (int i = 0; i < place.moved().size(); i++) {
            set(
                    place.moved().get(i),
                    SchemaKeys.ORDER,
                    AnyValue.of(place.orders().get(i)),
                    writes);
        }
    }

    private void setTransform(SceneEdit.SetTransform edit, List<Runnable> writes) throws InvalidEditException {
        if (edit.ids().size() != edit.transforms().size()) {
            throw new InvalidEditException(
                    Reason.BAD_VALUE,
                    "not a transform for each node: ids=" + edit.ids().size() + " transforms="
                            + edit.transforms().size());
        }
        for (int i = 0; i < edit.ids().size(); i++) {
            TreeNode node = real(edit.ids().get(i));
            Transform t = EditRules.transform(edit.transforms().get(i));
            Transform now = scene.node(node.id).transform();
            if (t.px() != now.px() || t.py() != now.py() || t.pz() != now.pz()) {
                put(node, SchemaKeys.POSITION, AnyValue.of(t.px(), t.py(), t.pz()), writes);
            }
            if (t.rx() != now.rx() || t.ry() != now.ry() || t.rz() != now.rz() || t.rw() != now.rw()) {
                put(node, SchemaKeys.ROTATION, AnyValue.of(t.rx(), t.ry(), t.rz(), t.rw()), writes);
            }
            if (t.sx() != now.sx() || t.sy() != now.sy() || t.sz() != now.sz()) {
                put(node, SchemaKeys.SCALE, AnyValue.of(t.sx(), t.sy(), t.sz()), writes);
            }
        }
    }

    private void setParameter(SceneEdit.SetGeometryParameter edit, List<Runnable> writes) throws InvalidEditException {
        TreeNode node = real(edit.id());
        if (scene.node(node.id).primitive() == null) {
            throw new InvalidEditException(Reason.BAD_VALUE, "the node has no primitive: id=" + edit.id());
        }
        String parameter = EditRules.parameter(edit.parameter());
        float value = EditRules.inRange("parameter", edit.value(), 0, NodeReader.MAX_LENGTH);
        set(node, SchemaKeys.PARAMETER + parameter, AnyValue.of((double) value), writes);
    }

    private void setFlags(SceneEdit.SetFlags edit, List<Runnable> writes) throws InvalidEditException {
        TreeNode node = real(edit.id());
        if (edit.flags() < 0) {
            throw new InvalidEditException(Reason.BAD_VALUE, "negative flags: flags=" + edit.flags());
        }
        if (edit.flags() != scene.node(node.id).flags()) {
            put(node, SchemaKeys.FLAGS, AnyValue.of(edit.flags()), writes);
        }
    }

    private void setMeta(String key, AnyValue value, List<Runnable> writes) {
        if (!value.equals(meta.any(key))) {
            writes.add(() -> {
                meta.set(key, value);
                scene.metaTouched();
            });
        }
    }

    /** Writes unless the register has that value. */
    private void set(TreeNode node, String key, AnyValue value, List<Runnable> writes) {
        if (!value.equals(map(node).any(key))) {
            put(node, key, value, writes);
        }
    }

    private void put(TreeNode node, String key, AnyValue value, List<Runnable> writes) {
        writes.add(() -> {
            map(node).set(key, value);
            scene.touched(node.id.value());
        });
    }

    private static YMap map(TreeNode node) {
        YMap map = node.map;
        if (map == null) {
            throw new IllegalStateException("a node without a map: id=" + node.id);
        }
        return map;
    }

    private TreeNode known(NodeId id) throws InvalidEditException {
        TreeNode node = tree.find(id);
        if (node == null || node == tree.root) {
            throw new InvalidEditException(Reason.UNKNOWN_NODE, "no such node: id=" + id);
        }
        return node;
    }

    private TreeNode real(NodeId id) throws InvalidEditException {
        TreeNode node = known(id);
        if (node == tree.recovered) {
            throw new InvalidEditException(Reason.BAD_VALUE, "the Recovered group itself cannot be changed");
        }
        return node;
    }

    private TreeNode parent(NodeId id) throws InvalidEditException {
        return id.equals(NodeId.ROOT) ? tree.root : real(id);
    }
}
