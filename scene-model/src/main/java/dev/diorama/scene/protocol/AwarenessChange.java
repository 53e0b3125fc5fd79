package dev.diorama.scene.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * Who appeared, changed and left.
 *
 * @param added clients that had no state before
 * @param updated clients whose state is another now
 * @param renewed clients that said the same again; to be relayed, not to be shown
 * @param removed clients that have no state any more
 */
public record AwarenessChange(List<Long> added, List<Long> updated, List<Long> renewed, List<Long> removed) {

    /** Whether there is nothing to show: renewals alone change nothing. */
    public boolean isEmpty() {
        return added.isEmpty() && updated.isEmpty() && removed.isEmpty();
    }

    /** All of them: whom a message about this change is about. */
    public List<Long> clients() {
        List<Long> all = new ArrayList<>(added);
        all.addAll(updated);
        all.addAll(renewed);
        all.addAll(removed);
        return all;
    }
}
