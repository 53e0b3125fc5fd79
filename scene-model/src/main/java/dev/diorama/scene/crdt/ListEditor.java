package dev.diorama.scene.crdt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and edits the list of a type by position. */
final class ListEditor {

    private ListEditor() {}

    /** What is at a position; null beyond the end. */
    static @Nullable Chunk get(SharedType type, int index) {
        if (index < 0 || index >= type.length) {
            return null;
        }
        SearchMarker marker = SearchMarker.find(type, index);
        Item item = marker == null ? type.start : marker.item;
        int offset = marker == null ? index : index - marker.index;
        for (; item != null; item = item.right) {
            if (item.visible()) {
                if (offset < item.length) {
                    return at(item.content, offset);
                }
                offset -= item.length;
            }
        }
        return null;
    }

    private static Chunk at(Content content, int offset) {
        if (content instanceof ContentAny any) {
            return new Chunk.Any(any.get(offset), Map.of());
        }
        if (content instanceof ContentString string) {
            return new Chunk.Text(string.text().substring(offset, offset + 1), Map.of());
        }
        List<Chunk> chunks = new ArrayList<>();
        content.addTo(chunks, Map.of());
        return chunks.get(offset);
    }

    /** Inserts contents before a position. */
    static void insert(Transaction transaction, SharedType type, int index, List<Content> contents) {
        if (index < 0 || index > type.length) {
            throw new IndexOutOfBoundsException("insert: index=" + index + " length=" + type.length);
        }
        int sum = 0;
        for (Content content : contents) {
            sum += content.length();
        }
        if (index == 0) {
            SearchMarker.changed(type.markers, index, sum);
            insertAfter(transaction, type, null, contents);
            return;
        }
        SearchMarker marker = SearchMarker.find(type, index);
        Item item = type.start;
        int offset = index;
        if (marker != null) {
            item = marker.item;
            offset = index - marker.index;
            if (offset == 0) {
                item = visibleOrNot(item.left);
                offset += item != null && item.visible() ? item.length : 0;
            }
        }
        for (; item != null; item = item.right) {
            if (item.visible()) {
                if (offset <= item.length) {
                    if (offset < item.length) {
                        StructStore.cleanStart(transaction, item.client, item.clock + offset);
                    }
                    break;
                }
                offset -= item.length;
            }
        }
        SearchMarker.changed(type.markers, index, sum);
        insertAfter(transaction, type, item, contents);
    }

    /** The nearest item to the left, from here on, that is not deleted. */
    private static @Nullable Item visibleOrNot(@Nullable Item from) {
        Item item = from;
        while (item != null && item.deleted()) {
            item = item.left;
        }
        return item;
    }

    /** Appends contents. */
    static void push(Transaction transaction, SharedType type, List<Content> contents) {
        Item item = type.start;
        int farthest = 0;
        if (type.markers != null) {
            for (SearchMarker marker : type.markers) {
                if (marker.index > farthest) {
                    farthest = marker.index;
                    item = marker.item;
                }
            }
        }
        while (item != null && item.right != null) {
            item = item.right;
        }
        insertAfter(transaction, type, item, contents);
    }

    /** Inserts contents after an item; null for the beginning. */
    static void insertAfter(
            Transaction transaction, SharedType type, @Nullable Item reference, List<Content> contents) {
        Item left = reference;
        Item right = reference == null ? type.start : reference.right;
        for (Content content : contents) {
            Item item = Item.between(transaction, left, right, type, null, content);
            item.integrate(transaction, 0);
            left = item;
        }
    }

    /** Deletes positions. */
    static void delete(Transaction transaction, SharedType type, int index, int count) {
        if (index < 0 || count < 0) {
            throw new IndexOutOfBoundsException("delete: index=" + index + " count=" + count);
        }
        if (count == 0) {
            return;
        }
        SearchMarker marker = SearchMarker.find(type, index);
        Item item = marker == null ? type.start : marker.item;
        int offset = marker == null ? index : index - marker.index;
        for (; item != null && offset > 0; item = item.right) {
            if (item.visible()) {
                if (offset < item.length) {
                    StructStore.cleanStart(transaction, item.client, item.clock + offset);
                }
                offset -= item.length;
            }
        }
        int left = count;
        for (; left > 0 && item != null; item = item.right) {
            if (!item.deleted()) {
                if (left < item.length) {
                    StructStore.cleanStart(transaction, item.client, item.clock + left);
                }
                item.delete(transaction);
                left -= item.length;
            }
        }
        if (left > 0) {
            throw new IndexOutOfBoundsException("delete: index=" + index + " count=" + count + " missing=" + left);
        }
        SearchMarker.changed(type.markers, index, -count);
    }
}
