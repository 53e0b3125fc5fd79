package dev.diorama.engine.scene;

import dev.diorama.scene.schema.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Drags that are not committed yet: per source the nodes it displaces, and how far. */
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

    float[] offset(int index) {
        return previews.get(index).offset;
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

    void set(int source, Collection<NodeId> ids, float dx, float dy, float dz) {
        int at = 0;
        while (at < previews.size() && previews.get(at).source < source) {
            at++;
        }
        boolean there = at < previews.size() && previews.get(at).source == source;
        if (ids.isEmpty()) {
            if (there) {
                previews.remove(at);
            }
            return;
        }
        if (!there) {
            previews.add(at, new Preview(source));
        }
        Preview preview = previews.get(at);
        if (preview.ids.size() != ids.size() || !preview.ids.containsAll(ids)) {
            preview.ids.clear();
            preview.ids.addAll(ids);
        }
        preview.offset[0] = dx;
        preview.offset[1] = dy;
        preview.offset[2] = dz;
    }

    private static final class Preview {
        private final int source;
        private final Set<NodeId> ids = new HashSet<>();
        private final float[] offset = new float[3];

        Preview(int source) {
            this.source = source;
        }
    }
}
