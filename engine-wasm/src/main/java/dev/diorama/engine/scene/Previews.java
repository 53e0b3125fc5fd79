package dev.diorama.engine.scene;

import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.Transform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drags that are not committed yet: per source the nodes it displaces, and how. */
final class Previews {
    private final List<Preview> previews = new ArrayList<>();
    private boolean shown = true;

    /** Whether nothing is displaced. */
    boolean isEmpty() {
        return !shown || previews.isEmpty();
    }

    /** Shows them or not; says whether that is a change. */
    boolean show(boolean newShown) {
        boolean changed = shown != newShown;
        shown = newShown;
        return changed;
    }

    /** Everything that any source displaces. */
    Set<NodeId> all() {
        Set<NodeId> all = new HashSet<>();
        for (Preview preview : previews) {
            all.addAll(preview.ids);
        }
        return all;
    }

    /** The index of what displaces a node, the lowest source first; -1 for none. */
    int find(NodeId id) {
        for (int i = 0; i < previews.size(); i++) {
            if (previews.get(i).ids.contains(id)) {
                return i;
            }
        }
        return -1;
    }

    Motion motion(int index) {
        return previews.get(index).motion;
    }

    /** What a displaced node counts from instead of its own transform; null for that. */
    @Nullable Transform base(int index, NodeId id) {
        return previews.get(index).bases.get(id);
    }

    /** The nodes a source displaces, null for none. */
    @Nullable Set<NodeId> of(int source) {
        for (Preview preview : previews) {
            if (preview.source == source) {
                return preview.ids;
            }
        }
        return null;
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
        boolean others = preview.ids.size() != ids.size() || !preview.ids.containsAll(ids);
        if (others) {
            preview.ids.clear();
            preview.ids.addAll(ids);
        }
        preview.motion.set(motion);
        preview.bases = bases;
        return others;
    }

    private static final class Preview {
        private final int source;
        private final Set<NodeId> ids = new HashSet<>();
        private final Motion motion = new Motion();
        private Map<NodeId, Transform> bases = Map.of();

        Preview(int source) {
            this.source = source;
        }
    }
}
