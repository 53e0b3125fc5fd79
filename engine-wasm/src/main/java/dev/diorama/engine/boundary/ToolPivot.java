package dev.diorama.engine.boundary;

/** About what several nodes turn and scale. */
public enum ToolPivot {
    MIDDLE,
    ORIGINS
}
