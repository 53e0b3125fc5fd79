package dev.diorama.server.access;

/** What somebody may do in a room. */
public enum Role {
    /** Not even learn whether the room exists. */
    NONE,
    /** See everything, change nothing; presence is shown. */
    VIEWER,
    /** See and change everything. */
    EDITOR;

    /** Whether the room's content may be seen. */
    public boolean sees() {
        return this != NONE;
    }

    /** Whether the room's content may be changed. */
    public boolean edits() {
        return this == EDITOR;
    }
}
