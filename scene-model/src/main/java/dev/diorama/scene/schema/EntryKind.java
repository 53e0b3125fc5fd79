package dev.diorama.scene.schema;

/** What a scene holds besides nodes: things with an id of their own, each a map in a root map. */
public enum EntryKind {
    /** How surfaces look; nodes refer to one by its id. */
    MATERIAL("materials", 0),
    /** Files in the asset store, by the SHA-256 of their bytes. */
    ASSET("assets", 1),
    /** Threads pinned to a place. */
    COMMENT("comments", 2);

    private static final EntryKind[] ALL = values();

    private final String rootName;
    private final int index;

    EntryKind(String rootName, int index) {
        this.rootName = rootName;
        this.index = index;
    }

    /** The name of the root map. */
    public String rootName() {
        return rootName;
    }

    static int count() {
        return ALL.length;
    }

    static EntryKind at(int index) {
        return ALL[index];
    }

    /** Counted from 0. */
    int index() {
        return index;
    }
}
