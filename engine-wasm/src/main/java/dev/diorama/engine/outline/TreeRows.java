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

    public TreeRows(SceneView view) {
        this.view = view;
    }

    /** The tree changed. */
    public void invalidate() {
        dirty = true;
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

    /** Opens or closes a node; says whether that is a change. */
    public boolean setExpanded(NodeId id, boolean expanded) {
        boolean changed = expanded ? view.contains(id) && open.add(id) : open.remove(id);
        dirty |= changed;
        return changed;
    }

    public boolean expanded(NodeId id) {
        return open.contains(id);
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
        ArrayDeque<Iterator<NodeId>> path = new ArrayDeque<>();
        path.push(view.children(NodeId.ROOT).iterator());
        while (!path.isEmpty()) {
            Iterator<NodeId> siblings = path.peek();
            if (!siblings.hasNext()) {
                path.pop();
                continue;
            }
            NodeId id = siblings.next();
            add(id, path.size() - 1);
            if (open.contains(id)) {
                path.push(view.children(id).iterator());
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
