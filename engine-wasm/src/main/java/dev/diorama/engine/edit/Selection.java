package dev.diorama.engine.edit;

import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.SceneView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nodes that this person has selected, in the order of selection. Methods say whether they changed anything. */
public final class Selection {
    private final Set<NodeId> ids = new LinkedHashSet<>();

    /** Selects this node alone. */
    public boolean replace(NodeId id) {
        if (ids.size() == 1 && ids.contains(id)) {
            return false;
        }
        ids.clear();
        return ids.add(id);
    }

    public boolean add(NodeId id) {
        return ids.add(id);
    }

    public boolean remove(NodeId id) {
        return ids.remove(id);
    }

    /** Selects a node that is not selected, and the other way round. */
    public boolean toggle(NodeId id) {
        return ids.remove(id) || ids.add(id);
    }

    /** Selects nothing. */
    public boolean clear() {
        boolean changed = !ids.isEmpty();
        ids.clear();
        return changed;
    }

    /** Selects these and nothing else. */
    public boolean set(Collection<NodeId> others) {
        if (List.copyOf(ids).equals(List.copyOf(others))) {
            return false;
        }
        ids.clear();
        ids.addAll(others);
        return true;
    }

    public boolean contains(NodeId id) {
        return ids.contains(id);
    }

    public boolean isEmpty() {
        return ids.isEmpty();
    }

    /** A copy of the ids. */
    public List<NodeId> ids() {
        return new ArrayList<>(ids);
    }

    /** The selected nodes without those below other selected nodes: what a drag moves and a deletion names. */
    public List<NodeId> topmost(SceneView view) {
        List<NodeId> result = new ArrayList<>();
        for (NodeId id : ids) {
            if (view.contains(id) && !belowSelected(view, id)) {
                result.add(id);
            }
        }
        return result;
    }

    private boolean belowSelected(SceneView view, NodeId id) {
        @Nullable NodeId parent = view.parent(id);
        while (parent != null && !parent.equals(NodeId.ROOT)) {
            if (ids.contains(parent)) {
                return true;
            }
            parent = view.parent(parent);
        }
        return false;
    }
}
