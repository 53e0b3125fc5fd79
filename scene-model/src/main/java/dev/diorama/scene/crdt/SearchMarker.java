package dev.diorama.scene.crdt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * A place in a list that was used lately, so that the next use nearby need not walk from the start. Kept exactly as Yjs keeps them: an
 * insertion beside deleted content goes to the one or the other side of it depending on whether a marker stands there, and with it go
 * the origins that are written.
 */
/** An item and its position. */
final class SearchMarker {

    private static final int MAX_MARKERS = 80;

    Item item;
    int index;
    private long used;

    private SearchMarker(Item item, int index, long used) {
        this.item = item;
        this.index = index;
        this.used = used;
        item.marked(true);
    }

    private void moveTo(Item newItem, int newIndex, long now) {
        item.marked(false);
        item = newItem;
        newItem.marked(true);
        index = newIndex;
        used = now;
    }

    /** The marker for a position, moved to it or new; null if the walk is to begin at the start. */
    static @Nullable SearchMarker find(SharedType type, int index) {
        List<SearchMarker> markers = type.markers;
        Item item = type.start;
        if (item == null || index == 0 || markers == null) {
            return null;
        }
        YDoc doc = type.doc();
        SearchMarker marker = nearest(markers, index);
        int at = 0;
        if (marker != null) {
            item = marker.item;
            at = marker.index;
            marker.used = doc.tick();
        }
        while (item.right != null && at < index) {
            if (item.visible()) {
                if (index < at + item.length) {
                    break;
                }
                at += item.length;
            }
            item = item.right;
        }
        while (item.left != null && at > index) {
            item = item.left;
            if (item.visible()) {
                at -= item.length;
            }
        }
        // An item that may be merged into its left neighbour would take the marker with it.
        while (item.left != null && item.left.client == item.client && item.left.end() == item.clock) {
            item = item.left;
            if (item.visible()) {
                at -= item.length;
            }
        }
        if (marker != null && Math.abs(marker.index - at) < (double) type.length / MAX_MARKERS) {
            marker.moveTo(item, at, doc.tick());
            return marker;
        }
        return mark(markers, item, at, doc);
    }

    private static @Nullable SearchMarker nearest(List<SearchMarker> markers, int index) {
        SearchMarker best = null;
        for (SearchMarker marker : markers) {
            if (best == null || Math.abs(index - best.index) >= Math.abs(index - marker.index)) {
                best = marker;
            }
        }
        return best;
    }

    private static SearchMarker mark(List<SearchMarker> markers, Item item, int index, YDoc doc) {
        if (markers.size() < MAX_MARKERS) {
            SearchMarker marker = new SearchMarker(item, index, doc.tick());
            markers.add(marker);
            return marker;
        }
        SearchMarker oldest = markers.getFirst();
        for (SearchMarker marker : markers) {
            if (oldest.used >= marker.used) {
                oldest = marker;
            }
        }
        oldest.moveTo(item, index, doc.tick());
        return oldest;
    }

    /** Positions were inserted at an index, or removed if {@code length} is negative. */
    static void changed(@Nullable List<SearchMarker> markers, int index, int length) {
        if (markers == null) {
            return;
        }
        for (int i = markers.size() - 1; i >= 0; i--) {
            SearchMarker marker = markers.get(i);
            if (length > 0 && !marker.standOnVisible()) {
                markers.remove(i);
                continue;
            }
            if (index < marker.index || (length > 0 && index == marker.index)) {
                marker.index = Math.max(index, marker.index + length);
            }
        }
    }

    /** Moves left to content that counts; false if there is none or another marker stands there. */
    private boolean standOnVisible() {
        Item at = item;
        at.marked(false);
        while (at != null && !at.visible()) {
            at = at.left;
            if (at != null && at.visible()) {
                index -= at.length;
            }
        }
        if (at == null || at.marked()) {
            return false;
        }
        item = at;
        at.marked(true);
        return true;
    }

    /** An item took in its right neighbour: markers there move over. */
    static void merged(Item into, Item gone) {
        List<SearchMarker> markers = into.parent().markers;
        if (markers == null) {
            return;
        }
        for (SearchMarker marker : markers) {
            if (marker.item == gone) {
                marker.item = into;
                if (into.visible()) {
                    marker.index -= into.length;
                }
            }
        }
    }
}
