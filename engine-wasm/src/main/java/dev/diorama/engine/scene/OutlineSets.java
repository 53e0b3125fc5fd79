package dev.diorama.engine.scene;

import dev.diorama.scene.schema.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which nodes have which outline, by the outline's number. */
final class OutlineSets {
    private final List<Set<NodeId>> sets = new ArrayList<>();

    /** Numbers up to the last. */
    OutlineSets(int last) {
        for (int i = 0; i <= last; i++) {
            sets.add(new HashSet<>());
        }
    }

    /** Gives an outline to these nodes and no others; those that had it or have it now, none if they are the same. */
    Set<NodeId> set(int outline, Collection<NodeId> ids) {
        Set<NodeId> set = sets.get(outline);
        if (set.size() == ids.size() && set.containsAll(ids)) {
            return Set.of();
        }
        Set<NodeId> touched = new HashSet<>(set);
        set.clear();
        set.addAll(ids);
        touched.addAll(ids);
        return touched;
    }

    /** Bit k for outline k. */
    int of(NodeId id) {
        int bits = 0;
        for (int i = 1; i < sets.size(); i++) {
            if (sets.get(i).contains(id)) {
                bits |= 1 << i;
            }
        }
        return bits;
    }

    /** Whether any node has one of those up to the last; costs nothing. */
    boolean any(int last) {
        for (int i = 1; i <= last; i++) {
            if (!sets.get(i).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
