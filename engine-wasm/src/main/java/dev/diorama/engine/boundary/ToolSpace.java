package dev.diorama.engine.boundary;

/** Along which axes the gizmo works. */
public enum ToolSpace {
    WORLD,
    LOCAL
}
