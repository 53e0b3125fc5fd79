package dev.diorama.engine.editor;

/** What selecting a node does to the nodes selected before. */
public enum SelectMode {
    REPLACE,
    ADD,
    TOGGLE
}
