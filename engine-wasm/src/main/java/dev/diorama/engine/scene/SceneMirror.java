package dev.diorama.engine.scene;

import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.SceneView;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The scene in flat arrays: one slot per node, world transforms, bounds and what is to be drawn, kept up to date from the
 * document's events. An edit costs what it touches, never the whole scene.
 */
public final class SceneMirror {
    /** The outline of one's own selection. */
    public static final int OWN_OUTLINE = 1;

    /** Outlines 2 to this are other people's. */
    public static final int MAX_OUTLINE = 11;

    /** Forgets everything and takes over the scene as it is. */
    public void rebuild(SceneView scene) {}

    /** A node is there now; its parent must be, too. */
    public void created(SceneView scene, NodeId id) {}

    /** A node is gone, and with it whatever hangs below it. */
    public void deleted(NodeId id) {}

    /** A node hangs under another parent now. */
    public void moved(NodeId id, NodeId newParent) {}

    /** Something about the node itself changed. */
    public void changed(SceneView scene, NodeId id) {}

    /**
     * Outlines these nodes with all below them, and no others, in one of the outline colours. One's own wins over others'.
     *
     * @param outline 1 to {@link #MAX_OUTLINE}
     */
    public void setOutline(int outline, Collection<NodeId> ids) {}

    /**
     * Shows these nodes with all below them displaced in the world, until the next call with the same source: a drag that is not
     * committed yet. The document is not touched. Where two sources displace a node, the first one wins; of nodes below each other
     * only the upper is displaced.
     *
     * @param source whose drag it is, any number
     * @param ids empty to end it
     */
    public void setPreview(int source, Collection<NodeId> ids, float dx, float dy, float dz) {}

    /** The object id for picking, 0 if the node is not there. */
    public int objectId(NodeId id) {
        return 0;
    }

    /** The node of an object id, null for none or if it is gone. */
    public @Nullable NodeId node(int objectId) {
        return null;
    }

    /** The world position of a node as displayed; false, and {@code dest} is left alone, if it is not there. */
    public boolean worldPosition(NodeId id, float[] dest) {
        return false;
    }

    /** The world transform of a node as displayed, column-major; false, and {@code dest} is left alone, if it is not there. */
    public boolean worldMatrix(NodeId id, float[] dest) {
        return false;
    }

    /** Grows {@code aabb} to hold what is drawn of a node and all below it, or its origin if that is nothing. */
    public void includeBounds(NodeId id, float[] aabb) {}

    /** Number of objects that can be drawn. */
    public int objectCount() {
        return 0;
    }
}
