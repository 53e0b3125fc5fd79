package dev.diorama.scene.schema;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The hash of the tree as everybody sees it: equal where parents, children and their orders are. Rule S118. */
public final class TreeHash {

    private TreeHash() {}

    /** The tree hash of a scene, 64 lower-case hexadecimal digits. */
    public static String of(SceneView view) {
        CanonicalWriter out = new CanonicalWriter();
        out.ascii("diorama-tree-1");
        Deque<Iterator<NodeId>> open = new ArrayDeque<>();
        open.push(view.children(NodeId.ROOT).iterator());
        while (!open.isEmpty()) {
            if (open.element().hasNext()) {
                NodeId id = open.element().next();
                out.item();
                out.string(id.value());
                open.push(view.children(id).iterator());
            } else {
                out.end();
                open.pop();
            }
        }
        return out.hex();
    }
}
