package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a document that peers edit together. Every type has a list and a map; what they mean is the business of the subclass.
 *
 * <p>Lives as long as its document; not thread-safe, as nothing in a document is.
 */
public abstract sealed class SharedType permits UntypedRoot, YArray, YMap, YText, YXmlFragment {

    /** The item that holds this type; null for a root. */
    @Nullable Item item;

    /** The first item of the list, deleted ones included. */
    @Nullable Item start;

    /** Number of positions in the list. */
    int length;

    /** Places in the list that were used lately; null if this type has none. */
    @Nullable List<SearchMarker> markers;

    boolean hasFormatting;

    /** What the running transaction changed here. */
    Transaction.@Nullable Change change;

    private @Nullable YDoc doc;
    private @Nullable String rootName;
    private @Nullable ItemMap map;
    private @Nullable Listeners listeners;

    /** The number of the last transaction that changed this type or something below it. */
    private int changedIn = -1;

    /** This type or the nearest one above it that has deep observers, as of that transaction. */
    private @Nullable SharedType observed;

    /** Number of types above this one. */
    private int depth;

    /** What the type was created as. */
    public enum Kind {
        ARRAY(0),
        MAP(1),
        TEXT(2),
        XML_ELEMENT(3),
        XML_FRAGMENT(4),
        XML_HOOK(5),
        XML_TEXT(6),
        /** A root that came over the wire and that nobody has asked for by its type yet. */
        UNTYPED(-1);

        /** The number on the wire. */
        final int ref;

        Kind(int ref) {
            this.ref = ref;
        }
    }

    SharedType() {}

    /** A type that is in no document yet. */
    static SharedType create(Kind kind, @Nullable String name) {
        return switch (kind) {
            case ARRAY -> new YArray();
            case MAP -> new YMap();
            case TEXT -> new YText();
            case XML_ELEMENT -> new YXmlElement(name == null ? "" : name);
            case XML_FRAGMENT -> new YXmlFragment();
            case XML_HOOK -> new YXmlHook(name == null ? "" : name);
            case XML_TEXT -> new YXmlText();
            case UNTYPED -> new UntypedRoot();
        };
    }

    /** The kind of a number on the wire; null for an unknown one. */
    static @Nullable Kind kind(int ref) {
        return switch (ref) {
            case 0 -> Kind.ARRAY;
            case 1 -> Kind.MAP;
            case 2 -> Kind.TEXT;
            case 3 -> Kind.XML_ELEMENT;
            case 4 -> Kind.XML_FRAGMENT;
            case 5 -> Kind.XML_HOOK;
            case 6 -> Kind.XML_TEXT;
            default -> null;
        };
    }

    public abstract Kind kind();

    /** The name of an XML element or hook; null for others. */
    @Nullable String name() {
        return null;
    }

    /** The document that this type is in. */
    public YDoc doc() {
        if (doc == null) {
            throw new IllegalStateException("in no document");
        }
        return doc;
    }

    /** The type that holds this one; null for a root. */
    public @Nullable SharedType parent() {
        return item == null ? null : item.parent;
    }

    /** The key under which the parent holds this one; null for a root and for an element of a list. */
    public @Nullable String parentKey() {
        return item == null ? null : item.parentSub;
    }

    /** Whether this type was removed from its parent, or the parent from its own, and so on. */
    public boolean deleted() {
        return item != null && item.deleted();
    }

    /** Calls {@code observer} after each transaction that changed this type itself. */
    public Subscription observe(Consumer<YEvent> observer) {
        Listeners mine = listeners();
        mine.observers = with(mine.observers, observer);
        return () -> mine.observers = without(mine.observers, observer);
    }

    /** Calls {@code observer} after each transaction that changed this type or one below it; events of upper types come first. */
    public Subscription observeDeep(BiConsumer<List<YEvent>, Transaction> observer) {
        Listeners mine = listeners();
        mine.deepObservers = with(mine.deepObservers, observer);
        return () -> mine.deepObservers = without(mine.deepObservers, observer);
    }

    private Listeners listeners() {
        if (listeners == null) {
            listeners = new Listeners();
        }
        return listeners;
    }

    static <T> List<T> with(List<T> listeners, T listener) {
        List<T> copy = new ArrayList<>(listeners);
        copy.add(listener);
        return copy;
    }

    static <T> List<T> without(List<T> listeners, T listener) {
        List<T> copy = new ArrayList<>(listeners);
        copy.remove(listener);
        return copy;
    }

    /** Keys and values, by UTF-16 code unit; XML attributes for an element. Whatever the kind, so that unknown content is seen too. */
    public SortedMap<String, Chunk> entries() {
        SortedMap<String, Chunk> entries = new TreeMap<>();
        ItemMap items = map();
        for (int i = 0; i < items.size(); i++) {
            Item value = items.item(i);
            Chunk chunk = value.deleted() ? null : value.content.last();
            if (chunk != null) {
                entries.put(items.key(i), chunk);
            }
        }
        return entries;
    }

    /**
     * The list content: elements of an array, text in runs, children of an XML node. Neighbouring text with equal attributes is one
     * run, however it came about. Whatever the kind, so that unknown content is seen too.
     */
    public List<Chunk> chunks() {
        return TextReader.chunks(this);
    }

    ItemMap map() {
        return map == null ? ItemMap.EMPTY : map;
    }

    /** Sets the item of a key; returns the instance of the key that is to be kept. */
    String putEntry(String key, Item item) {
        if (map == null) {
            map = new ItemMap(doc().store().keys);
        }
        return map.put(key, item);
    }

    /** Makes {@code by} the value of a key if {@code item} is it. */
    void replaceEntry(String key, Item old, Item by) {
        if (map != null) {
            map.replace(key, old, by);
        }
    }

    void clearMap() {
        map = null;
    }

    final void attach(YDoc newDoc, Item newItem) {
        doc = newDoc;
        item = newItem;
        depth = newItem.parent().depth + 1;
    }

    final int depth() {
        return depth;
    }

    final void attachRoot(YDoc newDoc, String name) {
        doc = newDoc;
        rootName = name;
    }

    /** Makes this the name of a root in an update that is not applied yet. */
    final void beOnlyName(String name) {
        rootName = name;
    }

    final boolean isOnlyName() {
        return doc == null && rootName != null;
    }

    final String rootName() {
        if (rootName == null) {
            throw new IllegalStateException("not a root");
        }
        return rootName;
    }

    /** Takes over the content of a root that had no type. */
    final void takeOver(SharedType untyped) {
        map = untyped.map;
        for (int i = 0; i < map().size(); i++) {
            for (Item each = map().item(i); each != null; each = each.left) {
                each.parent = this;
            }
        }
        start = untyped.start;
        for (Item each = start; each != null; each = each.right) {
            each.parent = this;
        }
        length = untyped.length;
    }

    /** Tells observers of this type; the event goes on to the deep observers of this type and of those above. */
    void callObservers(Transaction transaction, Transaction.Change changed) {
        if (!transaction.local() && markers != null) {
            markers.clear();
        }
        if (this instanceof UntypedRoot) {
            return;
        }
        markWayUp(transaction);
        if (observed == null && listeners == null) {
            return;
        }
        YEvent event = new YEvent(this, transaction, changed);
        for (SharedType type = observed; type != null; type = type.observedAbove()) {
            type.deepEventsOf(transaction).events().add(event);
        }
        if (listeners != null) {
            for (Consumer<YEvent> observer : listeners.observers) {
                observer.accept(event);
            }
        }
    }

    /*
     * Notes on this type and all above it that the transaction changed something there, and links each to the nearest one with deep
     * observers. Types that are marked already end the walk: a peer may nest types by the hundred thousand and change every one.
     */
    private void markWayUp(Transaction transaction) {
        int sequence = (int) transaction.sequence();
        if (changedIn == sequence) {
            return;
        }
        changedIn = sequence;
        SharedType above = parent();
        if (above == null || above.changedIn == sequence) {
            linkTo(above == null ? null : above.observed);
            return;
        }
        SharedType aboveThat = above.parent();
        if (aboveThat == null || aboveThat.changedIn == sequence) { // the usual depth needs no list
            above.changedIn = sequence;
            above.linkTo(aboveThat == null ? null : aboveThat.observed);
            linkTo(above.observed);
            return;
        }
        List<SharedType> way = new ArrayList<>(4);
        for (SharedType type = above; type != null && type.changedIn != sequence; type = type.parent()) {
            type.changedIn = sequence;
            way.add(type);
        }
        SharedType top = way.getLast().parent();
        SharedType nearest = top == null ? null : top.observed;
        for (int i = way.size() - 1; i >= 0; i--) {
            way.get(i).linkTo(nearest);
            nearest = way.get(i).observed;
        }
        linkTo(nearest);
    }

    private void linkTo(@Nullable SharedType nearest) {
        observed = hasDeepObservers() ? this : nearest;
    }

    private @Nullable SharedType observedAbove() {
        SharedType above = parent();
        return above == null ? null : above.observed;
    }

    private DeepEvents deepEventsOf(Transaction transaction) {
        Listeners mine = listeners();
        DeepEvents events = mine.deepEvents;
        if (events == null || events.transaction() != transaction) {
            events = new DeepEvents(this, transaction, new ArrayList<>(1));
            mine.deepEvents = events;
            transaction.add(events);
        }
        return events;
    }

    void forget(DeepEvents events) {
        Listeners mine = listeners;
        if (mine != null && mine.deepEvents != null && mine.deepEvents.transaction() == events.transaction()) {
            mine.deepEvents = null;
        }
    }

    /** Whether a transaction changed this type or something below it; while its observers run. */
    boolean hasEventsOf(Transaction transaction) {
        return changedIn == (int) transaction.sequence();
    }

    boolean hasDeepObservers() {
        return listeners != null && !listeners.deepObservers.isEmpty();
    }

    void callDeepObservers(DeepEvents deep, Transaction transaction) {
        List<YEvent> alive = deep.events();
        alive.removeIf(event -> event.target().deleted());
        for (int i = 0; i < alive.size(); i++) {
            alive.get(i).seenFrom(this);
        }
        if (alive.size() > 1) {
            alive.sort((a, b) -> Integer.compare(a.depth(), b.depth()));
        }
        for (BiConsumer<List<YEvent>, Transaction> observer : listeners().deepObservers) {
            observer.accept(alive, transaction);
        }
    }

    /** Sets a key; the value before it is deleted. */
    final void mapSet(String key, Content content) {
        doc().transactLocally(transaction -> {
            Item left = map().get(key);
            Item.between(transaction, left, null, this, key, content).integrate(transaction, 0);
        });
    }

    final void mapRemove(String key) {
        doc().transactLocally(transaction -> {
            Item value = map().get(key);
            if (value != null) {
                value.delete(transaction);
            }
        });
    }

    /** The item that holds the value of a key; null if there is none. */
    final @Nullable Item mapItem(String key) {
        Item value = map().get(key);
        return value == null || value.deleted() ? null : value;
    }

    final @Nullable AnyValue mapAny(String key) {
        Item value = mapItem(key);
        return value == null ? null : plain(value);
    }

    /** The plain value of a key's item; null if it is a shared type. */
    static @Nullable AnyValue plain(Item value) {
        if (value.content instanceof ContentAny any) {
            return any.lastValue();
        }
        return value.content.last() instanceof Chunk.Any any ? any.value() : null;
    }

    final @Nullable SharedType mapShared(String key) {
        Item value = mapItem(key);
        return value == null ? null : value.type();
    }

    /** A type that is put into a list or a map: of a kind, with a name if it is an element or a hook. */
    static SharedType unattached(Kind kind, @Nullable String name) {
        if (kind == Kind.UNTYPED) {
            throw new IllegalArgumentException("only a root can be untyped");
        }
        return create(kind, name);
    }

    /** The content for a plain value. */
    static Content content(AnyValue value) {
        return value instanceof AnyValue.Bytes bytes ? new ContentBinary(bytes.value()) : new ContentAny(value);
    }

    /** Who listens to a type; most types have nobody. */
    private static final class Listeners {

        List<Consumer<YEvent>> observers = List.of();
        List<BiConsumer<List<YEvent>, Transaction>> deepObservers = List.of();

        @Nullable DeepEvents deepEvents;
    }

    /** The events of one transaction that a deep observer of a type is told of. */
    record DeepEvents(SharedType type, Transaction transaction, List<YEvent> events) {}
}
