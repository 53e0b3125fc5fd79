package dev.diorama.engine.scene;

import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.Transform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drags that are not committed yet: per source the nodes it displaces, and how. */
final class Previews {
    private final List<Preview> previews = new ArrayList<>();
    private boolean shown = true;

    /** Shows them or not; says whether that is a change. */
    boolean show(boolean newShown) {
        boolean changed = shown != newShown;
        shown = newShown;
        return changed;
    }

    /** How many sources there are, shown or not. */
    int all() {
        return previews.size();
    }

    /** How many sources displace something, each with an index; the lowest source has the lowest. */
    int count() {
        return shown ? previews.size() : 0;
    }

    /** The slots of the nodes that an index displaces, without those that are not there; looked up again only when the tree has changed. */
    int[] slots(int index, NodeTree tree) {
        Preview preview = previews.get(index);
        if (preview.slotsOf != tree.changes()) {
            preview.slotsOf = tree.changes();
            preview.slots = find(preview.list, tree);
        }
        return preview.slots;
    }

    private static int[] find(List<NodeId> ids, NodeTree tree) {
        int[] found = new int[ids.size()];
        int count = 0;
        for (NodeId id : ids) {
            int slot = tree.slot(id);
            if (slot != NodeTree.NONE && slot != NodeTree.ROOT) {
                found[count++] = slot;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The index of a source, -1 for none. */
    int index(int source) {
        for (int i = 0; i < previews.size(); i++) {
            if (previews.get(i).source == source) {
                return i;
            }
        }
        return -1;
    }

    Motion motion(int index) {
        return previews.get(index).motion;
    }

    /** What a displaced node counts from instead of its own transform; null for that. */
    @Nullable Transform base(int index, @Nullable NodeId id) {
        Map<NodeId, Transform> bases = previews.get(index).bases;
        return id == null || bases.isEmpty() ? null : bases.get(id);
    }

    /** Sets or, without nodes, ends what a source displaces; says whether it is other nodes than before. */
    boolean set(int source, Collection<NodeId> ids, Motion motion, Map<NodeId, Transform> bases) {
        int at = 0;
        while (at < previews.size() && previews.get(at).source < source) {
            at++;
        }
        boolean there = at < previews.size() && previews.get(at).source == source;
        if (ids.isEmpty()) {
            if (there) {
                previews.remove(at);
            }
            return there;
        }
        if (!there) {
            previews.add(at, new Preview(source));
        }
        Preview preview = previews.get(at);
        // A drag names the same objects in the same order again and again.
        boolean others = !same(preview.list, ids);
        if (others) {
            preview.list = new ArrayList<>(ids);
            preview.slotsOf = -1;
        }
        preview.motion.set(motion);
        preview.bases = bases;
        return others;
    }

    private static boolean same(List<NodeId> list, Collection<NodeId> ids) {
        if (list.size() != ids.size()) {
            return false;
        }
        int at = 0;
        for (NodeId id : ids) {
            if (!list.get(at++).equals(id)) {
                return false;
            }
        }
        return true;
    }

    private static final class Preview {
        private final int source;
        private List<NodeId> list = List.of();
        private int[] slots = {};
        /** The state of the tree that the slots are of. */
        private int slotsOf = -1;

        private final Motion motion = new Motion();
        private Map<NodeId, Transform> bases = Map.of();

        Preview(int source) {
            this.source = source;
        }
    }
}
