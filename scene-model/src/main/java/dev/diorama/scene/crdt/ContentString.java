package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run of text, one position for each UTF-16 code unit. */
final class ContentString extends Content {

    static final int REF = 4;

    private static final char REPLACEMENT = '\uFFFD';

    private String text;

    /** Text that grows: the truth while it is there. Without it, typing a line would copy the line at each letter. */
    private @Nullable StringBuilder growing;

    ContentString(String text) {
        this.text = text;
    }

    String text() {
        if (growing != null) {
            text = growing.toString();
            growing = null;
        }
        return text;
    }

    @Override
    int ref() {
        return REF;
    }

    @Override
    int length() {
        return growing != null ? growing.length() : text.length();
    }

    @Override
    boolean countable() {
        return true;
    }

    /*
     * A cut through a surrogate pair leaves a replacement character on both sides, for good, since half a pair cannot be encoded. Yjs
     * does the same; clients that had the pair in one piece keep it, so nobody may address the middle of a pair.
     */
    @Override
    Content until(int offset) {
        String whole = text();
        return new ContentString(
                Character.isHighSurrogate(whole.charAt(offset - 1))
                        ? whole.substring(0, offset - 1) + REPLACEMENT
                        : whole.substring(0, offset));
    }

    @Override
    Content from(int offset) {
        String whole = text();
        return new ContentString(
                Character.isHighSurrogate(whole.charAt(offset - 1))
                        ? REPLACEMENT + whole.substring(offset + 1)
                        : whole.substring(offset));
    }

    @Override
    Content mergeWith(Content right) {
        if (growing == null) {
            growing = new StringBuilder(text);
        }
        growing.append(((ContentString) right).text());
        return this;
    }

    @Override
    Content copy() {
        return new ContentString(text());
    }

    @Override
    void write(UpdateWriter writer, int offset) {
        writer.writeString(offset == 0 ? text() : text().substring(offset));
    }

    @Override
    void addTo(List<Chunk> out, Map<String, AnyValue> attributes) {
        out.add(new Chunk.Text(text(), attributes));
    }
}
