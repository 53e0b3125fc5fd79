package dev.diorama.scene.crdt;

import dev.diorama.scene.crdt.ClientStructs.Touch;
import dev.diorama.scene.lib0.AnyValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Removes format items that have no effect any more. */
final class TextCleanup {

    private TextCleanup() {}

    /**
     * Cleans the gap between two pieces of visible text.
     *
     * @param from first item of the gap
     * @param current the item up to which {@code attributes} were computed; null for the end
     * @param before attributes in force before the gap
     * @param attributes attributes in force at {@code current}; corrected for what is removed
     */
    static void gap(
            Transaction transaction,
            @Nullable Item from,
            @Nullable Item current,
            Map<String, AnyValue> before,
            Map<String, AnyValue> attributes) {
        Map<String, ContentFormat> last = new HashMap<>();
        Item end = from;
        while (end != null && !end.visible()) {
            if (!end.deleted() && end.content instanceof ContentFormat format) {
                last.put(format.key, format);
            }
            end = end.right;
        }
        boolean reached = false;
        for (Item item = from; item != end && item != null; item = item.right) {
            reached |= item == current;
            if (item.deleted() || !(item.content instanceof ContentFormat format)) {
                continue;
            }
            AnyValue start = TextEditor.orNull(before.get(format.key));
            if (last.get(format.key) != format || TextEditor.identical(start, format.value)) {
                item.delete(transaction);
                AnyValue now = TextEditor.orNull(attributes.get(format.key));
                if (!reached && TextEditor.identical(now, format.value) && !TextEditor.identical(start, format.value)) {
                    if (start instanceof AnyValue.Null) {
                        attributes.remove(format.key);
                    } else {
                        attributes.put(format.key, start);
                    }
                }
            }
            if (!reached && !item.deleted()) {
                TextReader.update(attributes, format);
            }
        }
    }

    /**
     * Of the format items in the gap around an item, keeps the last one of each key.
     *
     * @param scan marks the items of gaps that are clean: without it, a long run of deleted items would be walked once for each of them
     */
    private static void gapWithoutContext(Transaction transaction, Item around, int scan) {
        if (around.scanned() == scan) {
            return;
        }
        Item item = around;
        while (item.right != null && (item.right.deleted() || !item.right.countable())) {
            item = item.right;
        }
        Set<String> seen = new HashSet<>();
        while (item != null && !item.visible()) {
            item.scanned(scan);
            if (!item.deleted() && item.content instanceof ContentFormat format && !seen.add(format.key)) {
                item.delete(transaction);
            }
            item = item.left;
        }
    }

    /** Cleans a whole text. */
    static void all(SharedType type) {
        type.doc().transactLocally(transaction -> {
            Item start = type.start;
            Map<String, AnyValue> before = new LinkedHashMap<>();
            Map<String, AnyValue> current = new LinkedHashMap<>();
            for (Item end = type.start; end != null; end = end.right) {
                if (end.deleted()) {
                    continue;
                }
                if (end.content instanceof ContentFormat format) {
                    TextReader.update(current, format);
                } else {
                    gap(transaction, start, end, before, current);
                    before = new LinkedHashMap<>(current);
                    start = end;
                }
            }
        });
    }

    /** Cleans a whole text so that whoever receives the transaction finds nothing to clean. */
    static void forReceivers(Transaction transaction, SharedType type) {
        int scan = transaction.store().beginScan();
        for (Item item = type.start; item != null; item = item.right) {
            if (!item.visible()) {
                gapWithoutContext(transaction, item, scan);
            }
        }
        all(type);
    }

    /** Cleans the texts that a remote transaction changed, in a new transaction. */
    static void afterTransaction(Transaction transaction, List<Touch> advances) {
        Set<SharedType> whole = new LinkedHashSet<>();
        YDoc doc = transaction.doc();
        for (Touch advance : advances) {
            StructVisitor.forEach(transaction, advance.client, advance.before, advance.after, struct -> {
                if (struct instanceof Item item && !item.deleted() && item.content instanceof ContentFormat) {
                    whole.add(item.parent());
                }
            });
        }
        int scan = transaction.store().beginScan();
        doc.transactLocally(inner -> {
            StructVisitor.forEachOf(transaction, transaction.deleteSet(), struct -> {
                if (!(struct instanceof Item item)) {
                    return;
                }
                SharedType parent = item.parent();
                if (!parent.hasFormatting || whole.contains(parent)) {
                    return;
                }
                if (item.content instanceof ContentFormat) {
                    whole.add(parent);
                } else {
                    gapWithoutContext(inner, item, scan);
                }
            });
            for (SharedType type : whole) {
                all(type);
            }
        });
    }
}
