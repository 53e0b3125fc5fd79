package dev.diorama.scene.crdt;

import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A piece of a document that peers edit together. Lives as long as its document; not thread-safe, as nothing in a document is. */
public abstract sealed class SharedType permits UntypedRoot, YArray, YMap, YText, YXmlFragment {

    /** What the type was created as; the wire's number is the ordinal. */
    public enum Kind {
        ARRAY,
        MAP,
        TEXT,
        XML_ELEMENT,
        XML_FRAGMENT,
        XML_HOOK,
        XML_TEXT,
        /** A root that came over the wire and that nobody has asked for by its type yet. */
        UNTYPED
    }

    SharedType() {}

    public abstract Kind kind();

    public YDoc doc() {
        return Stub.todo();
    }

    /** The type that holds this one; null for a root. */
    public @Nullable SharedType parent() {
        return Stub.todo();
    }

    /** The key under which the parent holds this one; null for a root and for an element of a list. */
    public @Nullable String parentKey() {
        return Stub.todo();
    }

    /** Whether this type was removed from its parent, or the parent from its own, and so on. */
    public boolean deleted() {
        return Stub.todo();
    }

    /** Calls {@code observer} after each transaction that changed this type itself. */
    public Subscription observe(Consumer<YEvent> observer) {
        return Stub.todo();
    }

    /** Calls {@code observer} after each transaction that changed this type or one below it; events of upper types come first. */
    public Subscription observeDeep(BiConsumer<List<YEvent>, Transaction> observer) {
        return Stub.todo();
    }

    /** Keys and values, by UTF-16 code unit; XML attributes for an element. Whatever the kind, so that unknown content is seen too. */
    public SortedMap<String, Chunk> entries() {
        return Stub.todo();
    }

    /**
     * The list content: elements of an array, text in runs of equal attributes, children of an XML node. Whatever the kind, so that
     * unknown content is seen too.
     */
    public List<Chunk> chunks() {
        return Stub.todo();
    }
}
