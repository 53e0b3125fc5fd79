package dev.diorama.scene.crdt;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/*
 * Two people who each put n paragraphs at the top of a text while apart make n items with one origin each, and each of the second n passes
 * all of the first n: n * n steps, in Yjs. So a long scan leaves a note, from which the next one at that place goes on.
 *
 * A note is of an item, the marker, and says of the stretch from the marker's origin to the marker: every item in it has the same origin and
 * a client not above the highest noted, or has an origin inside the stretch. A scan by a higher client moves its place on with each item of
 * such a stretch, whatever its right origin, and arrives at the marker with the stretch's last item as its place. There it ends at once if
 *
 * a. the marker is its right neighbour (the next paragraph at the top), or
 * b. the marker has the same right origin and its client is not lower (rule 2 of ItemIntegration), or
 * c. the marker's client is lower, so that it is passed too, and behind it is the right neighbour.
 *
 * Then the item itself is the marker. In any other case the whole scan is done. A note stays true as the list changes: an item that is inserted
 * into the stretch has its origin there, or at the stretch's own origin (the highest client is noted), or left of it; the last is possible only
 * for a scan that passed the stretch's origin, and drops the note. Cuts and merges of items keep origins inside; a marker that was merged
 * away or collected is not in the store any more.
 */
/** What is known of long conflict scans, so that the next one at the same place is short. */
final class ScanShortcuts {

    /** As many items must have been passed for a note to be worth it. */
    private static final int WORTH = 8;

    private static final int MOST = 8;

    private final @Nullable Note[] notes = new Note[MOST];
    private int count;
    private int oldest;

    /** The note that {@link #knows} found, and whether it passed the marker. */
    private @Nullable Note used;

    private boolean passedMarker;

    /** The note that the last scan leaves, once its item is linked. */
    private @Nullable Note fresh;

    /** Tests compare documents with and without. */
    boolean off;

    boolean isEmpty() {
        return count == 0 && fresh == null;
    }

    /** Whether the place of an item is known; {@link #left} tells it then. */
    boolean knows(Item item) {
        used = null;
        for (int i = 0; i < count; i++) {
            Note note = notes[i];
            if (note != null && note.isAbout(item) && item.client.id > note.highest) {
                if (!note.isAlive()) {
                    remove(i--);
                } else if (ends(item, note.marker)) {
                    used = note;
                    return true;
                }
            }
        }
        return false;
    }

    private boolean ends(Item item, Item marker) {
        passedMarker = false;
        if (item.right == marker || (item.client.id <= marker.client.id && item.sameRightOrigin(marker))) {
            return true;
        }
        passedMarker = true;
        return item.client.id > marker.client.id && item.right == marker.right;
    }

    /** The item after which the one that was asked for goes. */
    @Nullable Item left() {
        Note note = Objects.requireNonNull(used);
        return passedMarker ? note.marker : note.marker.left;
    }

    /**
     * A scan of an item is over.
     *
     * @param steps items that it passed
     * @param highest client of those with the same origin; -1 if the stretch up to its place is not as a note needs it
     */
    void scanned(Item item, int steps, long highest) {
        if (steps >= WORTH && highest >= 0 && !off) {
            fresh = new Note(item, highest);
        }
    }

    /**
     * An item was linked into its list.
     *
     * @param scan the first number of its scan; 0 if it had none
     */
    void linked(Item item, int scan) {
        Note own = used;
        used = null;
        boolean astray = own == null && scan == 0 && !followsOrigin(item);
        for (int i = 0; i < count; i++) {
            Note note = notes[i];
            if (note == null || note == own || note.marker.parent != item.parent) {
                continue;
            }
            if (astray) {
                remove(i--);
            } else if (note.isAbout(item)) {
                if (own == null || own.marker == note.marker || own.marker.client.id <= note.highest) {
                    note.highest = Math.max(note.highest, item.client.id);
                } // else it is beside a marker that is not in the stretch, and so not in it either
            } else if (own != null ? passedMarker && note.beginsAt(own.marker) : scan > 0 && note.beginsIn(scan)) {
                remove(i--);
            }
        }
        if (own != null) {
            if (passedMarker) {
                own.highest = Math.max(own.highest, own.marker.client.id);
            }
            own.marker = item;
        }
        if (fresh != null) {
            add(fresh);
            fresh = null;
        }
    }

    /** False for a forged right origin that is not right of the origin: such an item goes before its origin. */
    private static boolean followsOrigin(Item item) {
        Item left = item.left;
        return left == null
                ? item.originClient == null
                : left.client == item.originClient && left.end() - 1 == item.originClock;
    }

    private void add(Note note) {
        if (count < MOST) {
            notes[count++] = note;
        } else {
            notes[oldest] = note;
            oldest = (oldest + 1) % MOST;
        }
    }

    private void remove(int at) {
        notes[at] = notes[--count];
        notes[count] = null;
    }

    private static final class Note {

        Item marker;
        long highest;

        Note(Item marker, long highest) {
            this.marker = marker;
            this.highest = highest;
        }

        boolean isAbout(Item item) {
            return marker.originClient == item.originClient
                    && marker.originClock == item.originClock
                    && marker.parent == item.parent
                    && Objects.equals(marker.parentSub, item.parentSub);
        }

        boolean isAlive() {
            return marker.client.get(marker.client.find(marker.clock)) == marker;
        }

        /** Whether the stretch begins behind an item. */
        boolean beginsAt(Item item) {
            return marker.originClient == item.client
                    && marker.originClock >= item.clock
                    && marker.originClock < item.end();
        }

        /** Whether a scan passed the origin of the stretch. */
        boolean beginsIn(int scan) {
            ClientStructs client = marker.originClient;
            return client != null
                    && (!(client.get(client.find(marker.originClock)) instanceof Item origin)
                            || origin.scanned() >= scan);
        }
    }
}
