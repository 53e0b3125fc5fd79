package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an {@link Item} carries. */
abstract sealed class Content
        permits ContentAny,
                ContentBinary,
                ContentDeleted,
                ContentDoc,
                ContentEmbed,
                ContentFormat,
                ContentJson,
                ContentString,
                ContentType {

    /** The number of this kind on the wire. */
    abstract int ref();

    abstract int length();

    /** Whether it takes up positions in its list. */
    abstract boolean countable();

    /** What is before {@code offset}, which is inside this content. */
    Content until(int offset) {
        throw new IllegalStateException("one position cannot be split");
    }

    /** What is from {@code offset} on, which is inside this content. */
    Content from(int offset) {
        throw new IllegalStateException("one position cannot be split");
    }

    /** This content and {@code right}, of the same kind, as one; null if that is impossible. Both are used up. */
    @Nullable Content mergeWith(Content right) {
        return null;
    }

    /** Content of its own for a new item. */
    abstract Content copy();

    void integrate(Transaction transaction, Item item) {}

    abstract void write(UpdateWriter writer, int offset);

    /** Appends what an observer sees: nothing for formatting and deleted content. */
    abstract void addTo(List<Chunk> out, Map<String, AnyValue> attributes);

    /** What a map holds under its key: the last position. */
    final @Nullable Chunk last() {
        List<Chunk> chunks = new ArrayList<>(1);
        addTo(chunks, Map.of());
        if (chunks.isEmpty()) {
            return null;
        }
        Chunk last = chunks.getLast();
        return last instanceof Chunk.Text text
                ? new Chunk.Any(AnyValue.of(text.text().substring(text.text().length() - 1)), Map.of())
                : last;
    }
}
