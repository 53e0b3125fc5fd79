package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map from strings to plain values and shared types. The last write to a key wins; writes at once are decided by client id. */
public sealed class YMap extends SharedType permits YXmlHook {

    YMap() {}

    @Override
    public Kind kind() {
        return Kind.MAP;
    }

    /** A copy of the keys that have a value, in the order in which this document first saw them. */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        ItemMap items = map();
        for (int i = 0; i < items.size(); i++) {
            if (!items.item(i).deleted()) {
                keys.add(items.key(i));
            }
        }
        return keys;
    }

    /** Tells {@code reader} of each key that has a value and of its plain value, null for a shared type, in the order of {@link #keys}. */
    public void forEachAny(Reader reader) {
        ItemMap items = map();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.item(i);
            if (!item.deleted()) {
                reader.read(items.key(i), plain(item));
            }
        }
    }

    /** Takes the keys of a map and their values. */
    @FunctionalInterface
    public interface Reader {

        /** Takes a key and its plain value; null if it has a shared type. The map must not be changed meanwhile. */
        void read(String key, @Nullable AnyValue value);
    }

    public boolean has(String key) {
        return mapItem(key) != null;
    }

    /** Number of keys that have a value; counts them. */
    public int size() {
        int size = 0;
        ItemMap items = map();
        for (int i = 0; i < items.size(); i++) {
            if (!items.item(i).deleted()) {
                size++;
            }
        }
        return size;
    }

    /** The plain value of a key; null if there is none or it is a shared type. */
    public @Nullable AnyValue any(String key) {
        return mapAny(key);
    }

    /** The shared type of a key; null if there is none or it is a plain value. */
    public @Nullable SharedType shared(String key) {
        return mapShared(key);
    }

    public @Nullable YMap map(String key) {
        return shared(key) instanceof YMap map ? map : null;
    }

    public @Nullable YArray array(String key) {
        return shared(key) instanceof YArray array ? array : null;
    }

    public @Nullable YText text(String key) {
        return shared(key) instanceof YText text ? text : null;
    }

    /** Sets a key, in the current transaction or in one of its own. */
    public void set(String key, AnyValue value) {
        mapSet(key, content(value));
    }

    /** Sets a key to a new, empty map. */
    public YMap setMap(String key) {
        YMap map = new YMap();
        mapSet(key, new ContentType(map));
        return map;
    }

    /** Sets a key to a new, empty array. */
    public YArray setArray(String key) {
        YArray array = new YArray();
        mapSet(key, new ContentType(array));
        return array;
    }

    /** Sets a key to a new, empty text. */
    public YText setText(String key) {
        YText text = new YText();
        mapSet(key, new ContentType(text));
        return text;
    }

    /**
     * Sets a key to a new, empty type of any kind.
     *
     * @param name of an XML element or hook; null for others
     */
    public SharedType setShared(String key, Kind kind, @Nullable String name) {
        SharedType type = SharedType.unattached(kind, name);
        mapSet(key, new ContentType(type));
        return type;
    }

    /** Sets a key to a document of its own. */
    public void setSubDocument(String key, SubDocument document) {
        mapSet(key, new ContentDoc(document));
    }

    /** The document of a key; null if there is none. */
    public @Nullable SubDocument subDocument(String key) {
        Item value = mapItem(key);
        return value != null && value.content instanceof ContentDoc doc ? doc.document : null;
    }

    /** Removes a key; nothing happens if it has no value. */
    public void remove(String key) {
        mapRemove(key);
    }
}
