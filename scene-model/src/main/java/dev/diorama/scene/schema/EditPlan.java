package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.InvalidEditException.Reason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an edit is going to write. It is checked as a whole first; nothing is written before all of it has been found possible. */
final class EditPlan {

    final SceneDoc scene;
    final SceneTree tree;
    final Siblings siblings;

    private final YMap nodes;
    private final YMap meta;
    private final EntryTracker entries;
    private final List<Runnable> writes = new ArrayList<>();

    EditPlan(SceneDoc scene, SceneTree tree, Siblings siblings, YMap nodes, YMap meta, EntryTracker entries) {
        this.scene = scene;
        this.tree = tree;
        this.siblings = siblings;
        this.nodes = nodes;
        this.meta = meta;
        this.entries = entries;
    }

    List<Runnable> writes() {
        return writes;
    }

    // Nodes by id.

    TreeNode known(NodeId id) throws InvalidEditException {
        TreeNode node = tree.find(id);
        if (node == null || node == tree.root) {
            throw new InvalidEditException(Reason.UNKNOWN_NODE, "no such node: id=" + id);
        }
        return node;
    }

    TreeNode real(NodeId id) throws InvalidEditException {
        TreeNode node = known(id);
        if (node == tree.recovered) {
            throw EditRules.bad("the Recovered group itself cannot be changed");
        }
        return node;
    }

    TreeNode parent(NodeId id) throws InvalidEditException {
        return id.equals(NodeId.ROOT) ? tree.root : real(id);
    }

    /** An id for a new node. */
    String newNodeId(NodeId id) throws InvalidEditException {
        String value = EditRules.newId(id);
        if (nodes.has(value)) {
            throw EditRules.bad("the id is taken: id=" + value);
        }
        return value;
    }

    /** Ids for as many new nodes. */
    List<String> newNodeIds(List<NodeId> ids, int count) throws InvalidEditException {
        List<String> values = new ArrayList<>(count);
        for (NodeId id : ids) {
            values.add(newNodeId(id));
        }
        if (values.size() != count || new HashSet<>(values).size() != count) {
            throw EditRules.bad("not a new id for each node: nodes=" + count + " ids=" + ids.size());
        }
        return values;
    }

    // Registers.

    /** Writes unless the register has that value. */
    void set(TreeNode node, String key, AnyValue value) {
        if (!value.equals(map(node).any(key))) {
            put(node, key, value);
        }
    }

    /** Writes, or removes the register if there is no value, unless it is so already. */
    void setOrRemove(TreeNode node, String key, @Nullable AnyValue value) {
        if (value != null) {
            set(node, key, value);
        } else if (map(node).has(key)) {
            remove(node, key);
        }
    }

    void put(TreeNode node, String key, AnyValue value) {
        writes.add(() -> {
            map(node).set(key, value);
            scene.touched(node.id.value());
        });
    }

    void remove(TreeNode node, String key) {
        writes.add(() -> {
            map(node).remove(key);
            scene.touched(node.id.value());
        });
    }

    void setMeta(String key, @Nullable AnyValue value) {
        if (value == null ? !meta.has(key) : value.equals(meta.any(key))) {
            return;
        }
        writes.add(() -> {
            if (value == null) {
                meta.remove(key);
            } else {
                meta.set(key, value);
            }
            scene.metaTouched();
        });
    }

    private static YMap map(TreeNode node) {
        YMap map = node.map;
        if (map == null) {
            throw new IllegalStateException("a node without a map: id=" + node.id);
        }
        return map;
    }

    // Whole nodes.

    /** Makes a node with one edge. */
    void create(String id, String parentId, String order, Map<String, AnyValue> registers) {
        writes.add(() -> {
            YMap map = nodes.setMap(id);
            map.set(SchemaKeys.EDGE + parentId, AnyValue.of(1));
            map.set(SchemaKeys.ORDER, AnyValue.of(order));
            for (Map.Entry<String, AnyValue> register : registers.entrySet()) {
                map.set(register.getKey(), register.getValue());
            }
            scene.touched(id);
        });
    }

    void delete(TreeNode node) {
        writes.add(() -> {
            nodes.remove(node.id.value());
            scene.touched(node.id.value());
        });
    }

    // The tree.

    /** Makes what the user sees above a node what is stored: the edges on the way up that are not the strongest are raised. */
    void raisePath(TreeNode from) {
        for (TreeNode q = from; q.parent != null && q.parent != tree.recovered; q = q.parent) {
            String shown = q.parent.id.value();
            if (!shown.equals(q.strongestParent())) {
                raise(q, shown);
            }
        }
    }

    /** Makes the edge to a parent stronger than all others of a node: rules S70 and S71. */
    void raise(TreeNode node, String parentId) {
        long strongest = 0;
        for (long counter : node.edgeCounters) {
            strongest = Math.max(strongest, counter);
        }
        String edge = SchemaKeys.EDGE + parentId;
        if (strongest < TreeNode.MAX_COUNTER) {
            put(node, edge, AnyValue.of((double) (strongest + 1)));
            return;
        }
        for (String other : node.edgeParents) {
            if (!other.equals(parentId)) {
                remove(node, SchemaKeys.EDGE + other);
            }
        }
        put(node, edge, AnyValue.of(1));
    }

    void reorder(Siblings.Places places) {
        for (int i = 0; i < places.moved().size(); i++) {
            set(
                    places.moved().get(i),
                    SchemaKeys.ORDER,
                    AnyValue.of(places.movedOrders().get(i)));
        }
    }

    /** Writes the registers of a transform that change. */
    void setTransform(TreeNode node, Transform t) {
        Transform now = scene.node(node.id).transform();
        if (t.px() != now.px() || t.py() != now.py() || t.pz() != now.pz()) {
            put(node, SchemaKeys.POSITION, AnyValue.of(t.px(), t.py(), t.pz()));
        }
        if (t.rx() != now.rx() || t.ry() != now.ry() || t.rz() != now.rz() || t.rw() != now.rw()) {
            put(node, SchemaKeys.ROTATION, AnyValue.of(t.rx(), t.ry(), t.rz(), t.rw()));
        }
        if (t.sx() != now.sx() || t.sy() != now.sy() || t.sz() != now.sz()) {
            put(node, SchemaKeys.SCALE, AnyValue.of(t.sx(), t.sy(), t.sz()));
        }
    }

    // Materials, assets, comments.

    boolean has(EntryKind kind, String id) {
        return entries.entries.contains(kind, id);
    }

    void requireEntry(EntryKind kind, String id) throws InvalidEditException {
        if (!has(kind, id)) {
            throw new InvalidEditException(
                    Reason.UNKNOWN_ENTRY, "no such entry: kind=" + kind.rootName() + " id=" + id);
        }
    }

    void requireNoEntry(EntryKind kind, String id) throws InvalidEditException {
        EditRules.newId(id);
        if (entries.root(kind).has(id)) {
            throw EditRules.bad("the id is taken: kind=" + kind.rootName() + " id=" + id);
        }
    }

    /** Makes an entry; values that are null are left out. */
    void createEntry(EntryKind kind, String id, Map<String, ? extends @Nullable AnyValue> registers) {
        writes.add(() -> {
            YMap map = entries.root(kind).setMap(id);
            for (Map.Entry<String, ? extends @Nullable AnyValue> register : registers.entrySet()) {
                AnyValue value = register.getValue();
                if (value != null) {
                    map.set(register.getKey(), value);
                }
            }
            entries.touched(kind, id);
        });
    }

    void deleteEntry(EntryKind kind, String id) {
        writes.add(() -> {
            entries.root(kind).remove(id);
            entries.touched(kind, id);
        });
    }

    /** The map of an entry that is there. */
    YMap entryMap(EntryKind kind, String id) {
        YMap map = entries.root(kind).map(id);
        if (map == null) {
            throw new IllegalStateException("an entry without a map: id=" + id);
        }
        return map;
    }

    /** Writes to an entry's map, whatever it is. */
    void writeEntry(EntryKind kind, String id, Runnable write) {
        writes.add(() -> {
            write.run();
            entries.touched(kind, id);
        });
    }

    void setEntry(EntryKind kind, String id, String key, @Nullable AnyValue value) {
        YMap map = entryMap(kind, id);
        if (value == null ? map.has(key) : !value.equals(map.any(key))) {
            writeEntry(kind, id, () -> {
                if (value == null) {
                    map.remove(key);
                } else {
                    map.set(key, value);
                }
            });
        }
    }
}
