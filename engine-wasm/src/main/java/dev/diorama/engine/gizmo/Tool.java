package dev.diorama.engine.gizmo;

/** What the gizmo does. */
public enum Tool {
    /** Nothing: the pointer selects, and no handles are in its way. */
    SELECT,
    MOVE,
    ROTATE,
    SCALE
}
