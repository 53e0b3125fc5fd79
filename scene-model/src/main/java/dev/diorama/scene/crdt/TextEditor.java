package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A position in a text from which it is edited: between two items, with the formatting in force there.
 * It can go on from where an edit left it.
 *
 * <p>Formatting stands in the text as pairs of items: one that begins an attribute and one that sets it back.
 */
final class TextEditor {

    private final Transaction transaction;
    private final SharedType text;
    private @Nullable Item left;
    private @Nullable Item right;
    private int index;
    private final Map<String, AnyValue> current = new LinkedHashMap<>();

    private TextEditor(Transaction transaction, SharedType text) {
        this.transaction = transaction;
        this.text = text;
    }

    /**
     * Goes to a position.
     *
     * @param plain whether the formatting there does not matter, so that a marker may be used
     */
    static TextEditor at(Transaction transaction, SharedType text, int index, boolean plain) {
        TextEditor editor = new TextEditor(transaction, text);
        SearchMarker marker = plain ? SearchMarker.find(text, index) : null;
        if (marker == null) {
            editor.right = text.start;
            editor.walk(index);
        } else {
            editor.left = marker.item.left;
            editor.right = marker.item;
            editor.index = marker.index;
            editor.walk(index - marker.index);
        }
        return editor;
    }

    private void walk(int distance) {
        int rest = distance;
        while (right != null && rest > 0) {
            Item item = right;
            if (item.content instanceof ContentFormat format) {
                if (!item.deleted()) {
                    TextReader.update(current, format);
                }
            } else if (!item.deleted()) {
                if (rest < item.length) {
                    StructStore.cleanStart(transaction, item.client, item.clock + rest);
                }
                index += item.length;
                rest -= item.length;
            }
            left = item;
            right = item.right;
        }
    }

    private void forward() {
        Item item = right;
        if (item == null) {
            throw new IllegalStateException("end of text");
        }
        if (item.content instanceof ContentFormat format) {
            if (!item.deleted()) {
                TextReader.update(current, format);
            }
        } else if (!item.deleted()) {
            index += item.length;
        }
        left = item;
        right = item.right;
    }

    /** Formatting in force here. */
    Map<String, AnyValue> current() {
        return current;
    }

    /** Whether nothing follows. */
    boolean atEnd() {
        return right == null;
    }

    /** Makes one step of a delta. */
    void apply(Delta step) {
        switch (step) {
            case Delta.Retain retain -> format(retain.length(), retain.attributes());
            case Delta.Delete deletion -> delete(deletion.length());
            case Delta.Insert insertion -> {
                switch (insertion.content()) {
                    case Chunk.Text chunk -> {
                        if (!chunk.text().isEmpty()) {
                            insert(new ContentString(chunk.text()), chunk.attributes());
                        }
                    }
                    case Chunk.Embed chunk -> insert(new ContentEmbed(chunk.value()), chunk.attributes());
                    default -> throw new IllegalArgumentException("no content of a text: " + insertion.content());
                }
            }
        }
    }

    /**
     * Inserts content here.
     *
     * @param attributes of the new content; attributes in force here that are not among them end before it
     */
    void insert(Content content, Map<String, AnyValue> attributes) {
        Map<String, AnyValue> wanted = new LinkedHashMap<>(attributes);
        for (String key : current.keySet()) {
            wanted.putIfAbsent(key, AnyValue.Null.INSTANCE);
        }
        minimize(wanted);
        Map<String, AnyValue> negated = begin(wanted);
        SearchMarker.changed(text.markers, index, content.length());
        put(content);
        end(negated);
    }

    /** Inserts an item here and steps over it. */
    private void put(Content content) {
        Item item = Item.between(transaction, left, right, text, null, content);
        item.integrate(transaction, 0);
        right = item;
        forward();
    }

    /** Steps over what begins the wanted attributes anyway. */
    private void minimize(Map<String, AnyValue> wanted) {
        while (right != null) {
            boolean redundant = right.deleted()
                    || (right.content instanceof ContentFormat format
                            && same(orNull(wanted.get(format.key)), format.value));
            if (!redundant) {
                return;
            }
            forward();
        }
    }

    /** Begins attributes; returns what sets them back. */
    private Map<String, AnyValue> begin(Map<String, AnyValue> wanted) {
        Map<String, AnyValue> negated = new LinkedHashMap<>();
        for (Map.Entry<String, AnyValue> entry : wanted.entrySet()) {
            AnyValue before = orNull(current.get(entry.getKey()));
            if (!same(before, entry.getValue())) {
                negated.put(entry.getKey(), before);
                put(new ContentFormat(entry.getKey(), entry.getValue()));
            }
        }
        return negated;
    }

    /** Sets attributes back, unless what follows does so. */
    private void end(Map<String, AnyValue> negated) {
        while (right != null) {
            if (!right.deleted()) {
                AnyValue value = right.content instanceof ContentFormat format ? negated.get(format.key) : null;
                if (value == null || !(right.content instanceof ContentFormat format) || !same(value, format.value)) {
                    break;
                }
                negated.remove(format.key);
            }
            forward();
        }
        for (Map.Entry<String, AnyValue> entry : negated.entrySet()) {
            put(new ContentFormat(entry.getKey(), entry.getValue()));
        }
    }

    /** Gives attributes to the text that follows; beyond the end, line breaks are added as Quill wants them. */
    void format(int length, Map<String, AnyValue> attributes) {
        minimize(attributes);
        Map<String, AnyValue> negated = begin(attributes);
        int rest = length;
        while (right != null
                && (rest > 0 || (!negated.isEmpty() && (right.deleted() || right.content instanceof ContentFormat)))) {
            Item item = right;
            if (!item.deleted()) {
                if (item.content instanceof ContentFormat format) {
                    if (!override(item, format, attributes, negated, rest)) {
                        break;
                    }
                } else {
                    if (rest < item.length) {
                        StructStore.cleanStart(transaction, item.client, item.clock + rest);
                    }
                    rest -= item.length;
                }
            }
            forward();
        }
        if (rest > 0) {
            put(new ContentString("\n".repeat(rest)));
        }
        end(negated);
    }

    /** Removes a format item that the new attributes make idle; false if the new formatting ends before it. */
    private boolean override(
            Item item,
            ContentFormat format,
            Map<String, AnyValue> attributes,
            Map<String, AnyValue> negated,
            int rest) {
        AnyValue wanted = attributes.get(format.key);
        if (wanted == null) {
            current.put(format.key, format.value);
            return true;
        }
        if (same(wanted, format.value)) {
            negated.remove(format.key);
        } else {
            if (rest == 0) {
                return false;
            }
            negated.put(format.key, format.value);
        }
        item.delete(transaction);
        return true;
    }

    /** Removes the text that follows, and formatting that is idle then. */
    void delete(int length) {
        Map<String, AnyValue> before = new LinkedHashMap<>(current);
        Item first = right;
        int rest = length;
        while (rest > 0 && right != null) {
            Item item = right;
            boolean removable = item.content instanceof ContentString
                    || item.content instanceof ContentType
                    || item.content instanceof ContentEmbed;
            if (!item.deleted() && removable) {
                if (rest < item.length) {
                    StructStore.cleanStart(transaction, item.client, item.clock + rest);
                }
                rest -= item.length;
                item.delete(transaction);
            }
            forward();
        }
        if (first != null) {
            TextCleanup.gap(transaction, first, right, before, current);
        }
        List<SearchMarker> markers = text.markers;
        SearchMarker.changed(markers, index, rest - length);
    }

    static AnyValue orNull(@Nullable AnyValue value) {
        return value == null ? AnyValue.Null.INSTANCE : value;
    }

    /** Equality of attributes as Yjs has it: of lists and objects the first level is compared by value, the rest by identity. */
    static boolean same(AnyValue a, AnyValue b) {
        if (a instanceof AnyValue.Arr x && b instanceof AnyValue.Arr y) {
            boolean equal = x.values().size() == y.values().size();
            for (int i = 0; equal && i < x.values().size(); i++) {
                equal = identical(x.values().get(i), y.values().get(i));
            }
            return equal;
        }
        if (a instanceof AnyValue.Obj x && b instanceof AnyValue.Obj y) {
            boolean equal = x.entries().size() == y.entries().size();
            for (Map.Entry<String, AnyValue> entry : x.entries().entrySet()) {
                AnyValue other = y.entries().get(entry.getKey());
                equal &= other != null && identical(entry.getValue(), other);
            }
            return equal;
        }
        return identical(a, b);
    }

    /** JavaScript's {@code ===}. */
    // Reference equality is what is meant for lists and objects.
    @SuppressWarnings("ReferenceEquality")
    static boolean identical(AnyValue a, AnyValue b) {
        if (a instanceof AnyValue.Num x && b instanceof AnyValue.Num y) {
            return x.value() == y.value();
        }
        boolean structure = a instanceof AnyValue.Arr || a instanceof AnyValue.Obj || a instanceof AnyValue.Bytes;
        return structure ? a == b : a.equals(b);
    }
}
