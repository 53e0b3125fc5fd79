package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.InvalidEditException.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Edits that change where nodes hang: rules S70 to S72, S78 and S108 to S112. */
final class TreeEdits {

    private TreeEdits() {}

    static void delete(EditPlan plan, List<NodeId> ids) throws InvalidEditException {
        Set<TreeNode> all = new LinkedHashSet<>();
        List<TreeNode> open = new ArrayList<>();
        for (NodeId id : ids) {
            open.add(plan.known(id));
        }
        while (!open.isEmpty()) {
            TreeNode node = open.remove(open.size() - 1);
            if (all.add(node)) {
                for (TreeNode child = ChildTree.first(node); child != null; child = ChildTree.next(child)) {
                    open.add(child);
                }
            }
        }
        for (TreeNode node : all) {
            if (node != plan.tree.recovered) {
                plan.delete(node);
            }
        }
    }

    static void move(EditPlan plan, List<NodeId> ids, NodeId newParent, int index, boolean keepWorld)
            throws InvalidEditException {
        List<TreeNode> nodes = tops(plan, ids);
        TreeNode parent = plan.parent(newParent);
        EditRules.index(index);
        Set<TreeNode> moving = new HashSet<>(nodes);
        for (TreeNode above = parent; above != null; above = above.parent) {
            plan.tree.steps++;
            if (moving.contains(above)) {
                throw new InvalidEditException(
                        Reason.CYCLE, "a node cannot move below itself: id=" + above.id + " parent=" + parent.id);
            }
        }
        boolean there = nodes.size() == 1 && nodes.get(0).parent == parent && plan.siblings.isAt(nodes.get(0), index);
        if (there || nodes.isEmpty()) {
            return;
        }
        boolean pathRaised = false;
        for (TreeNode node : nodes) {
            if (node.parent != parent) {
                if (!pathRaised) {
                    plan.raisePath(parent);
                    pathRaised = true;
                }
                if (keepWorld) {
                    plan.setTransform(
                            node,
                            WorldPlacement.of(plan.scene, node.id, newParent).local());
                }
                plan.raise(node, parent.id.value());
            }
        }
        Siblings.Places places = plan.siblings.places(parent, nodes, index, nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            plan.set(nodes.get(i), SchemaKeys.ORDER, AnyValue.of(places.orders().get(i)));
        }
        plan.reorder(places);
    }

    /** The nodes of a selection, once each, without those below others of it. */
    private static List<TreeNode> tops(EditPlan plan, List<NodeId> ids) throws InvalidEditException {
        Set<TreeNode> all = new LinkedHashSet<>();
        for (NodeId id : ids) {
            all.add(plan.real(id));
        }
        List<TreeNode> tops = new ArrayList<>();
        for (TreeNode node : all) {
            if (!isBelow(node, all, plan.tree)) {
                tops.add(node);
            }
        }
        return tops;
    }

    private static boolean isBelow(TreeNode node, Set<TreeNode> all, SceneTree tree) {
        if (all.size() == 1) {
            return false;
        }
        for (TreeNode above = node.parent; above != null; above = above.parent) {
            tree.steps++;
            if (all.contains(above)) {
                return true;
            }
        }
        return false;
    }

    // Groups.

    static void group(EditPlan plan, List<NodeId> ids, NodeId groupId, String name) throws InvalidEditException {
        String id = plan.newNodeId(groupId);
        String groupName = EditRules.name(name);
        List<TreeNode> nodes = tops(plan, ids);
        if (nodes.isEmpty()) {
            throw EditRules.bad("nothing to group");
        }
        nodes.sort(inTreeOrder(plan, nodes));
        TreeNode common = commonParent(plan.tree, nodes);
        TreeNode parent = common == plan.tree.recovered ? plan.tree.root : common;
        int index = common == parent ? plan.tree.children.indexOf(childAbove(nodes.get(0), common)) : Integer.MAX_VALUE;
        Siblings.Places place = plan.siblings.places(parent, nodes, index, 1);
        plan.raisePath(parent);
        Map<String, AnyValue> registers = registers(NodeKind.GROUP, null, groupName, Transform.IDENTITY);
        plan.create(id, parent.id.value(), place.order(), registers);
        plan.reorder(place);
        List<String> orders = plan.siblings.fresh(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            TreeNode node = nodes.get(i);
            if (node.parent != parent) {
                plan.setTransform(
                        node, WorldPlacement.of(plan.scene, node.id, parent.id).local());
            }
            plan.raise(node, id);
            plan.set(node, SchemaKeys.ORDER, AnyValue.of(orders.get(i)));
        }
    }

    private static TreeNode commonParent(SceneTree tree, List<TreeNode> nodes) {
        Set<TreeNode> shared = null;
        for (TreeNode node : nodes) {
            Set<TreeNode> above = new LinkedHashSet<>();
            for (TreeNode at = node.parent; at != null; at = at.parent) {
                above.add(at);
            }
            if (shared == null) {
                shared = above;
            } else {
                shared.retainAll(above);
            }
        }
        // Sets keep the order of the first way up, so the first that is left is the deepest.
        return shared == null || shared.isEmpty()
                ? tree.root
                : shared.iterator().next();
    }

    private static TreeNode childAbove(TreeNode node, TreeNode parent) {
        TreeNode at = node;
        while (at.parent != null && at.parent != parent) {
            at = at.parent;
        }
        return at;
    }

    private static Comparator<TreeNode> inTreeOrder(EditPlan plan, List<TreeNode> nodes) {
        Map<TreeNode, List<Integer>> ways = new HashMap<>();
        for (TreeNode node : nodes) {
            List<Integer> way = new ArrayList<>();
            for (TreeNode at = node; at.parent != null; at = at.parent) {
                way.add(0, plan.tree.children.indexOf(at));
            }
            ways.put(node, way);
        }
        return (a, b) -> compare(ways.getOrDefault(a, List.of()), ways.getOrDefault(b, List.of()));
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    static void ungroup(EditPlan plan, List<NodeId> ids) throws InvalidEditException {
        Set<TreeNode> groups = new LinkedHashSet<>();
        for (NodeId id : ids) {
            TreeNode group = plan.real(id);
            if (plan.scene.node(id).kind() != NodeKind.GROUP) {
                throw EditRules.bad("only a group can be ungrouped: id=" + id + " kind="
                        + plan.scene.node(id).kindName());
            }
            groups.add(group);
        }
        for (TreeNode group : groups) {
            if (!isBelow(group, groups, plan.tree)) {
                ungroup(plan, group, groups);
            }
        }
        for (TreeNode group : groups) {
            plan.delete(group);
        }
    }

    private static void ungroup(EditPlan plan, TreeNode group, Set<TreeNode> groups) {
        List<TreeNode> freed = new ArrayList<>();
        List<TreeNode> open = new ArrayList<>();
        pushChildren(group, open);
        while (!open.isEmpty()) {
            TreeNode node = open.remove(open.size() - 1);
            if (groups.contains(node)) {
                pushChildren(node, open);
            } else {
                freed.add(node);
            }
        }
        TreeNode above = group.parent;
        boolean lost = above == null || above == plan.tree.recovered;
        TreeNode parent = lost || above == null ? plan.tree.root : above;
        int behind = lost ? Integer.MAX_VALUE : plan.tree.children.indexOf(group) + 1;
        Siblings.Places places = plan.siblings.places(parent, List.of(), behind, freed.size());
        plan.raisePath(parent);
        for (int i = 0; i < freed.size(); i++) {
            TreeNode node = freed.get(i);
            plan.setTransform(
                    node, WorldPlacement.of(plan.scene, node.id, parent.id).local());
            plan.raise(node, parent.id.value());
            plan.set(node, SchemaKeys.ORDER, AnyValue.of(places.orders().get(i)));
        }
        plan.reorder(places);
    }

    private static void pushChildren(TreeNode node, List<TreeNode> open) {
        List<TreeNode> children = ChildTree.list(node);
        for (int i = children.size() - 1; i >= 0; i--) {
            open.add(children.get(i));
        }
    }

    // Copies.

    static void duplicate(EditPlan plan, List<NodeId> ids, List<NodeId> newIds) throws InvalidEditException {
        List<TreeNode> tops = tops(plan, ids);
        List<TreeNode> sources = new ArrayList<>();
        for (TreeNode top : tops) {
            for (NodeId id : plan.scene.subtree(top.id)) {
                sources.add(plan.real(id));
            }
        }
        List<String> copies = plan.newNodeIds(newIds, sources.size());
        Map<TreeNode, String> copyOf = new HashMap<>();
        Set<TreeNode> copiedTops = new HashSet<>(tops);
        for (int i = 0; i < sources.size(); i++) {
            TreeNode source = sources.get(i);
            copyOf.put(source, copies.get(i));
            if (copiedTops.contains(source)) {
                boolean lost = source.parent == null || source.parent == plan.tree.recovered;
                TreeNode parent = lost || source.parent == null ? plan.tree.root : source.parent;
                int behind = lost ? Integer.MAX_VALUE : plan.tree.children.indexOf(source) + 1;
                Siblings.Places place = plan.siblings.places(parent, List.of(), behind, 1);
                plan.create(copies.get(i), parent.id.value(), place.order(), source.registers.asMap());
                plan.reorder(place);
            } else {
                String parent = copyOf.getOrDefault(above(source), "");
                plan.create(copies.get(i), parent, source.order, source.registers.asMap());
            }
        }
    }

    private static TreeNode above(TreeNode node) {
        TreeNode parent = node.parent;
        if (parent == null) {
            throw new IllegalStateException("a node outside the tree: id=" + node.id);
        }
        return parent;
    }

    static void insert(EditPlan plan, Fragment fragment, NodeId parentId, int index, List<NodeId> newIds, boolean world)
            throws InvalidEditException {
        TreeNode parent = plan.parent(parentId);
        EditRules.index(index);
        List<Fragment.Part> parts = fragment.parts();
        List<String> ids = plan.newNodeIds(newIds, parts.size());
        for (EntryKind kind : EntryKind.values()) {
            for (Map.Entry<String, Map<String, AnyValue>> entry :
                    fragment.entries(kind).entrySet()) {
                if (!plan.has(kind, entry.getKey())) {
                    plan.requireNoEntry(kind, entry.getKey());
                    plan.createEntry(kind, entry.getKey(), entry.getValue());
                }
            }
        }
        Siblings.Places places = plan.siblings.places(parent, List.of(), index, fragment.children(-1));
        plan.raisePath(parent);
        Map<Integer, List<String>> orders = new HashMap<>();
        orders.put(-1, places.orders());
        Map<Integer, Integer> used = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Fragment.Part part = parts.get(i);
            List<String> free = orders.get(part.parent());
            if (free == null) {
                free = plan.siblings.fresh(fragment.children(part.parent()));
                orders.put(part.parent(), free);
            }
            int at = used.getOrDefault(part.parent(), 0);
            used.put(part.parent(), at + 1);
            String above = part.parent() < 0 ? parentId.value() : ids.get(part.parent());
            Map<String, AnyValue> registers = part.registers();
            if (world && part.parent() < 0 && parent != plan.tree.root) {
                registers = WorldPlacement.moved(plan.scene, registers, parentId);
            }
            plan.create(ids.get(i), above, free.get(at), registers);
        }
        plan.reorder(places);
    }

    /** Registers of a new node. */
    static Map<String, AnyValue> registers(NodeKind kind, @Nullable Primitive primitive, String name, Transform t) {
        Map<String, AnyValue> registers = new LinkedHashMap<>();
        registers.put(SchemaKeys.KIND, AnyValue.of(kind.wireName()));
        registers.put(SchemaKeys.NAME, AnyValue.of(name));
        registers.put(SchemaKeys.POSITION, AnyValue.of(t.px(), t.py(), t.pz()));
        registers.put(SchemaKeys.ROTATION, AnyValue.of(t.rx(), t.ry(), t.rz(), t.rw()));
        registers.put(SchemaKeys.SCALE, AnyValue.of(t.sx(), t.sy(), t.sz()));
        if (primitive != null) {
            registers.put(SchemaKeys.GEOMETRY, AnyValue.of(primitive.wireName()));
        }
        return registers;
    }

    static void add(EditPlan plan, SceneEdit.AddNode edit) throws InvalidEditException {
        String id = plan.newNodeId(edit.id());
        TreeNode parent = plan.parent(edit.parent());
        if (edit.primitive() != null && edit.kind() != NodeKind.MESH) {
            throw EditRules.bad("only a mesh has geometry: kind=" + edit.kind());
        }
        Map<String, AnyValue> registers = registers(
                edit.kind(), edit.primitive(), EditRules.name(edit.name()), EditRules.transform(edit.transform()));
        Siblings.Places place = plan.siblings.places(parent, List.of(), Integer.MAX_VALUE, 1);
        plan.create(id, parent.id.value(), place.order(), registers);
        plan.reorder(place);
    }
}
