package dev.diorama.scene.crdt;

import java.util.List;

/** A text, possibly formatted. Positions and lengths are UTF-16 code units; never address the middle of a surrogate pair. */
public sealed class YText extends SharedType permits YXmlText {

    YText() {}

    @Override
    public Kind kind() {
        return Kind.TEXT;
    }

    /** Length in UTF-16 code units, embedded objects counting one each. */
    public int length() {
        return Stub.todo();
    }

    /** The text without formatting and embedded objects. */
    public String string() {
        return Stub.todo();
    }

    /** Runs of text, embedded objects and types with their attributes, cut exactly as Yjs's {@code toDelta} cuts them. */
    public List<Chunk> delta() {
        return Stub.todo();
    }

    /** Inserts text before a position, formatted as the text left of it. */
    public void insert(int index, String text) {
        Stub.todo();
    }

    /** Removes text. */
    public void delete(int index, int length) {
        Stub.todo();
    }
}
