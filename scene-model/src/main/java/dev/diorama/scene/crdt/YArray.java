package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of plain values and shared types. */
public final class YArray extends SharedType {

    YArray() {
        markers = new ArrayList<>();
    }

    @Override
    public Kind kind() {
        return Kind.ARRAY;
    }

    public int size() {
        return length;
    }

    /** The plain value at a position; null if it is a shared type or there is none. */
    public @Nullable AnyValue any(int index) {
        return ListEditor.get(this, index) instanceof Chunk.Any any ? any.value() : null;
    }

    /** The shared type at a position; null if it is a plain value or there is none. */
    public @Nullable SharedType shared(int index) {
        return ListEditor.get(this, index) instanceof Chunk.Shared shared ? shared.type() : null;
    }

    /**
     * Inserts plain values before a position.
     *
     * @throws IndexOutOfBoundsException if the position is beyond the end
     */
    public void insert(int index, List<AnyValue> values) {
        if (!values.isEmpty()) {
            insertContents(index, contents(values));
        }
    }

    /** Appends plain values. */
    public void push(List<AnyValue> values) {
        if (!values.isEmpty()) {
            doc().transactLocally(transaction -> ListEditor.push(transaction, this, contents(values)));
        }
    }

    /** Inserts a new, empty map before a position. */
    public YMap insertMap(int index) {
        YMap map = new YMap();
        insertContents(index, List.of(new ContentType(map)));
        return map;
    }

    /** Inserts a new, empty array before a position. */
    public YArray insertArray(int index) {
        YArray array = new YArray();
        insertContents(index, List.of(new ContentType(array)));
        return array;
    }

    /** Inserts a new, empty text before a position. */
    public YText insertText(int index) {
        YText text = new YText();
        insertContents(index, List.of(new ContentType(text)));
        return text;
    }

    /**
     * Inserts a new, empty type of any kind before a position.
     *
     * @param name of an XML element or hook; null for others
     */
    public SharedType insertShared(int index, Kind kind, @Nullable String name) {
        SharedType type = SharedType.unattached(kind, name);
        insertContents(index, List.of(new ContentType(type)));
        return type;
    }

    /** Inserts a document of its own before a position. */
    public void insertSubDocument(int index, SubDocument document) {
        insertContents(index, List.of(new ContentDoc(document)));
    }

    /** The document at a position; null if there is none. */
    public @Nullable SubDocument subDocument(int index) {
        return ListEditor.get(this, index) instanceof Chunk.SubDoc doc ? doc.document() : null;
    }

    /**
     * Removes elements.
     *
     * @throws IndexOutOfBoundsException if there are not so many; what there was is removed
     */
    public void delete(int index, int count) {
        doc().transactLocally(transaction -> ListEditor.delete(transaction, this, index, count));
    }

    private void insertContents(int index, List<Content> contents) {
        doc().transactLocally(transaction -> ListEditor.insert(transaction, this, index, contents));
    }

    /** Values as content: bytes for themselves, runs of others together. */
    private static List<Content> contents(List<AnyValue> values) {
        List<Content> contents = new ArrayList<>(1);
        List<AnyValue> run = new ArrayList<>(values.size());
        for (AnyValue value : values) {
            if (value instanceof AnyValue.Bytes bytes) {
                pack(run, contents);
                contents.add(new ContentBinary(bytes.value()));
            } else {
                run.add(value);
            }
        }
        pack(run, contents);
        return contents;
    }

    private static void pack(List<AnyValue> run, List<Content> contents) {
        if (!run.isEmpty()) {
            contents.add(ContentAny.of(run.toArray(new AnyValue[0])));
            run.clear();
        }
    }
}
