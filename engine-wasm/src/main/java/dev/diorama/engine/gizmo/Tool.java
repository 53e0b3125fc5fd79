package dev.diorama.engine.gizmo;

/** What the gizmo does; with {@code select} there is none. */
public enum Tool {
    /** Nothing: the pointer selects, and no handles are in its way. */
    SELECT,
    MOVE,
    ROTATE,
    SCALE,
    /** Arrows and squares that move, rings around them, and a cube in the middle that scales all alike. */
    COMBINED
}
