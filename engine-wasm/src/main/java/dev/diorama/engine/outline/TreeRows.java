package dev.diorama.engine.outline;

import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.SceneView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the scene tree that are not hidden by a closed ancestor, top to bottom; nodes are closed until opened.
 *
 * <p>Rebuilt when somebody asks after a change, in time linear to the number of rows.
 */
public final class TreeRows {
    private final SceneView view;
    private final Set<NodeId> open = new HashSet<>();
    private final List<NodeId> ids = new ArrayList<>();
    private int[] depths = new int[64];
    private boolean dirty = true;
    /** What is shown, with all above it; null for everything. */
    private @Nullable TreeFilter filter;
    /** While there is a filter: what matches, and all above it. */
    private final Set<NodeId> kept = new HashSet<>();

    public TreeRows(SceneView view) {
        this.view = view;
    }

    /** The tree changed. */
    public void invalidate() {
        dirty = true;
    }

    /** Something that a search looks at changed. */
    public void invalidateSearch() {
        dirty |= filter != null;
    }

    /** A node is gone; forgets whether it was open. */
    public void forget(NodeId id) {
        open.remove(id);
        dirty = true;
    }

    /** Forgets which nodes were open that are not there. */
    public void prune() {
        open.removeIf(id -> !view.contains(id));
        dirty = true;
    }

    /** Shows what matches and all above it, whatever is closed; everything if nothing is searched for. */
    public void setFilter(TreeFilter newFilter) {
        filter = newFilter.isEmpty() ? null : newFilter;
        dirty = true;
    }

    /** Opens every node that has something below it, or closes all. */
    public void setAllExpanded(boolean expanded) {
        open.clear();
        if (expanded) {
            ArrayDeque<NodeId> above = new ArrayDeque<>();
            above.push(NodeId.ROOT);
            while (!above.isEmpty()) {
                for (NodeId id : view.children(above.pop())) {
                    if (!view.children(id).isEmpty()) {
                        open.add(id);
                        above.push(id);
                    }
                }
            }
        }
        dirty = true;
    }

    /** Opens or closes a node; says whether that is a change. */
    public boolean setExpanded(NodeId id, boolean expanded) {
        boolean changed = expanded ? view.contains(id) && open.add(id) : open.remove(id);
        dirty |= changed;
        return changed;
    }

    /** Whether what is below a node is shown. */
    public boolean expanded(NodeId id) {
        return filter != null || open.contains(id);
    }

    /** Opens the ancestors of a node; says whether that is a change. */
    public boolean openAncestors(NodeId id) {
        boolean changed = false;
        NodeId parent = view.parent(id);
        while (parent != null && !parent.equals(NodeId.ROOT)) {
            changed |= setExpanded(parent, true);
            parent = view.parent(parent);
        }
        return changed;
    }

    public int count() {
        rebuild();
        return ids.size();
    }

    /** The node of a row, from 0 to {@link #count} - 1. */
    public NodeId id(int row) {
        rebuild();
        return ids.get(row);
    }

    /** How deep a row is indented; 0 at the top. */
    public int depth(int row) {
        rebuild();
        return depths[row];
    }

    /** The row of a node, -1 when it has none. */
    public int indexOf(NodeId id) {
        rebuild();
        return ids.indexOf(id);
    }

    private void rebuild() {
        if (!dirty) {
            return;
        }
        dirty = false;
        ids.clear();
        keep();
        ArrayDeque<Iterator<NodeId>> path = new ArrayDeque<>();
        path.push(view.children(NodeId.ROOT).iterator());
        while (!path.isEmpty()) {
            Iterator<NodeId> siblings = path.peek();
            if (!siblings.hasNext()) {
                path.pop();
                continue;
            }
            NodeId id = siblings.next();
            if (filter != null && !kept.contains(id)) {
                continue;
            }
            add(id, path.size() - 1);
            if (filter != null || open.contains(id)) {
                path.push(view.children(id).iterator());
            }
        }
    }

    private void keep() {
        kept.clear();
        if (filter != null) {
            for (NodeId found : filter.find(view)) {
                NodeId id = found;
                while (id != null && !id.equals(NodeId.ROOT) && kept.add(id)) {
                    id = view.parent(id);
                }
            }
        }
    }

    private void add(NodeId id, int depth) {
        int row = ids.size();
        ids.add(id);
        if (row == depths.length) {
            depths = Arrays.copyOf(depths, 2 * row);
        }
        depths[row] = depth;
    }
}
