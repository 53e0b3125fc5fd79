package dev.diorama.scene.crdt;

import java.util.LinkedHashSet;
import java.util.Set;

/** Which documents inside a document a transaction added, removed and wants loaded. */
public final class SubDocumentChange {

    private final Set<SubDocument> added = new LinkedHashSet<>();
    private final Set<SubDocument> removed = new LinkedHashSet<>();
    private final Set<SubDocument> loaded = new LinkedHashSet<>();

    SubDocumentChange() {}

    public Set<SubDocument> added() {
        return added;
    }

    public Set<SubDocument> removed() {
        return removed;
    }

    /** Those that are wanted here from now on. */
    public Set<SubDocument> loaded() {
        return loaded;
    }

    void add(SubDocument document) {
        added.add(document);
        if (document.shouldLoad()) {
            loaded.add(document);
        }
    }

    void remove(SubDocument document) {
        if (!added.remove(document)) {
            removed.add(document);
        }
    }

    void load(SubDocument document) {
        loaded.add(document);
    }

    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && loaded.isEmpty();
    }
}
