package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.Lists;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A scene without a document: the view of one at some moment, moved to another by differences.
 *
 * <p>Moving costs what the difference holds, whichever way it goes. Rules S96 to S98. Not thread-safe.
 */
public final class FlatScene implements SceneView {

    private final Map<NodeId, Node> nodes = new HashMap<>();
    private final Node root = new Node(NodeId.ROOT);
    private Registers registers = Registers.EMPTY;
    private Rgb background = Rgb.DEFAULT_BACKGROUND;
    private String sceneName = "";
    private final SceneEntries entries = new SceneEntries();

    private FlatScene() {
        readRegisters();
    }

    /** A scene without nodes. */
    public static FlatScene empty() {
        return new FlatScene();
    }

    /** The scene in a document as it is now. */
    public static FlatScene of(SceneDoc scene) {
        List<SceneDiff.Change> all = new ArrayList<>();
        for (NodeId id : scene.ids()) {
            all.add(new SceneDiff.Change(id, null, scene.state(id)));
        }
        FlatScene flat = new FlatScene();
        List<SceneDiff.EntryChange> entries = new ArrayList<>();
        for (SceneEntries.Key key : scene.entries().keys()) {
            entries.add(new SceneDiff.EntryChange(key, null, scene.entries().registers(key.kind(), key.id())));
        }
        flat.apply(SceneDiff.of(all, Registers.EMPTY, scene.sceneRegisters(), entries));
        return flat;
    }

    /** Goes to the other side of a difference that begins here. */
    public void apply(SceneDiff diff) {
        Set<Node> parents = new LinkedHashSet<>();
        List<Node> homeless = new ArrayList<>();
        for (SceneDiff.Change change : diff.changes()) {
            take(change, parents, homeless);
        }
        for (Node parent : parents) {
            Lists.removeIf(parent.children, child -> !child.listed);
        }
        parents.clear();
        for (Node node : homeless) {
            Node parent = nodes.getOrDefault(node.place().parent(), root);
            node.listed = true;
            parent.added = parents.add(parent) ? 1 : parent.added + 1;
            parent.children.add(node);
        }
        for (Node parent : parents) {
            sort(parent.children, parent.added);
        }
        for (SceneDiff.EntryChange change : diff.entries()) {
            entries.put(change.key().kind(), change.key().id(), change.after());
        }
        if (diff.changesScene()) {
            registers = diff.sceneAfter();
            readRegisters();
        }
    }

    private void take(SceneDiff.Change change, Set<Node> parents, List<Node> homeless) {
        Node node = nodes.get(change.node());
        NodeState after = change.after();
        if (after == null) {
            if (node != null) {
                leave(node, parents);
                nodes.remove(node.id);
            }
            return;
        }
        if (node == null) {
            node = new Node(change.node());
            nodes.put(node.id, node);
            homeless.add(node);
        } else if (!node.place().samePlace(after)) {
            leave(node, parents);
            homeless.add(node);
        }
        if (node.state == null || node.state.registers() != after.registers()) {
            node.cached = null;
        }
        node.state = after;
    }

    private void leave(Node node, Set<Node> parents) {
        node.listed = false;
        parents.add(nodes.getOrDefault(node.place().parent(), root));
    }

    /** Puts the children that were added at the end of a sorted list in their places. */
    private static void sort(List<Node> children, int added) {
        if (added > 8) {
            children.sort(Node::compareSibling);
            return;
        }
        for (int from = children.size() - added; from < children.size(); from++) {
            Node node = children.get(from);
            int low = 0;
            int high = from;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (children.get(middle).compareSibling(node) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (low < from) {
                children.remove(from);
                children.add(low, node);
            }
        }
    }

    private void readRegisters() {
        background = NodeReader.background(registers.get(SchemaKeys.META_BACKGROUND));
        sceneName = NodeReader.name(registers.get(SchemaKeys.META_NAME), "Untitled");
    }

    Iterable<NodeId> ids() {
        return nodes.keySet();
    }

    @Nullable NodeState state(NodeId id) {
        Node node = nodes.get(id);
        return node == null ? null : node.state;
    }

    Registers registers() {
        return registers;
    }

    @Override
    public boolean contains(NodeId id) {
        return nodes.containsKey(id);
    }

    @Override
    public @Nullable NodeId parent(NodeId id) {
        Node node = nodes.get(id);
        return node == null ? null : node.place().parent();
    }

    @Override
    public List<NodeId> children(NodeId id) {
        Node node = id.equals(NodeId.ROOT) ? root : nodes.get(id);
        return node == null ? List.of() : node.childIds;
    }

    @Override
    public SceneNode node(NodeId id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("no such node: id=" + id);
        }
        SceneNode value = node.cached;
        if (value == null) {
            boolean recovered = id.equals(NodeId.RECOVERED);
            value = recovered
                    ? NodeReader.recovered()
                    : NodeReader.read(id, node.place().registers());
            node.cached = value;
        }
        return value;
    }

    @Override
    public int size() {
        return nodes.size();
    }

    @Override
    public SceneEntries entries() {
        return entries;
    }

    @Override
    public Environment environment() {
        return Environment.read(registers);
    }

    @Override
    public Rgb background() {
        return background;
    }

    @Override
    public String sceneName() {
        return sceneName;
    }

    /** A node and its place in the lists of children. */
    private static final class Node {
        final NodeId id;
        final ArrayList<Node> children = new ArrayList<>(0);
        final List<NodeId> childIds = new ChildIds(children);

        @Nullable NodeState state;

        @Nullable SceneNode cached;

        boolean listed;

        /** How many children the running change added. */
        int added;

        Node(NodeId id) {
            this.id = id;
        }

        NodeState place() {
            if (state == null) {
                throw new IllegalStateException("a node without a state: id=" + id);
            }
            return state;
        }

        /** Rules S55 and S56. */
        int compareSibling(Node other) {
            boolean last = id.equals(NodeId.RECOVERED);
            if (last || other.id.equals(NodeId.RECOVERED)) {
                return id.equals(other.id) ? 0 : last ? 1 : -1;
            }
            int order = place().order().compareTo(other.place().order());
            return order != 0 ? order : id.compareTo(other.id);
        }
    }

    /** A live view of the children's ids. */
    private static final class ChildIds extends AbstractList<NodeId> implements RandomAccess {
        private final List<Node> children;

        ChildIds(List<Node> children) {
            this.children = children;
        }

        @Override
        public NodeId get(int index) {
            return children.get(index).id;
        }

        @Override
        public int size() {
            return children.size();
        }
    }
}
