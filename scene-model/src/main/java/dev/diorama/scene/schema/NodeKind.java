package dev.diorama.scene.schema;

import org.jspecify.annotations.Nullable;

/** What a node is. A kind that this version doesn't know is shown as EMPTY and kept in the document. */
public enum NodeKind {
    /** Holds other nodes. */
    GROUP("group"),
    /** Has geometry. */
    MESH("mesh"),
    /** Shines. */
    LIGHT("light"),
    /** A named point of view. */
    CAMERA("camera"),
    /** A place and nothing else. */
    EMPTY("empty");

    private static final NodeKind[] ALL = values();

    private final String wireName;

    NodeKind(String wireName) {
        this.wireName = wireName;
    }

    /** The value of the register {@code k}. */
    public String wireName() {
        return wireName;
    }

    /** The kind of that wire name, or null if this version doesn't know it. */
    public static @Nullable NodeKind ofWireName(String name) {
        for (NodeKind kind : ALL) {
            if (kind.wireName.equals(name)) {
                return kind;
            }
        }
        return null;
    }
}
