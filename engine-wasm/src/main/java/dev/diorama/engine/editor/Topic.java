package dev.diorama.engine.editor;

/** Bits of {@link EditorHost#changed(int)}: which of the pulls of {@link EditorCore} may answer differently now. */
public final class Topic {
    public static final int TREE = 1;
    public static final int SELECTION = 1 << 1;
    public static final int NODE = 1 << 2;
    public static final int PEERS = 1 << 3;
    public static final int SCENE = 1 << 4;
    public static final int SYNC = 1 << 5;
    public static final int TOOL = 1 << 6;
    public static final int CAMERA = 1 << 7;
    public static final int REPLAY = 1 << 8;
    public static final int CURSORS = 1 << 9;

    private Topic() {}
}
