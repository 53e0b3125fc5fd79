package dev.diorama.engine.boundary;

/** What may have changed since the last {@link EngineListeners#onChange}; in the order of the bits of the editor's topics. */
public enum Topic {
    TREE,
    SELECTION,
    NODE,
    PEERS,
    SCENE,
    SYNC,
    TOOL,
    CAMERA,
    REPLAY,
    CURSORS
}
