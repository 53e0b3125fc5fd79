package dev.diorama.server.authorship;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.RoomSnapshots;
import dev.diorama.server.log.UpdateLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who changed which node last, in every room. Thread-safe; its methods block and may compute long. */
/*
 * A room's index is made of its log when somebody first asks, and brought up to date by the entries that are new when somebody asks again. The
 * log alone tells it, so it is the same on every server that shares the log, and gone with the process.
 *
 * What stays in memory is bounded twice. Of the rooms asked for last the indices stay, as long as all of them have no more nodes than a
 * number: an entry of a hash table and the id for each node, and one record for each entry of the log that is somebody's last. Of the last few of those
 * their documents stay, too, to which new entries are applied; that of any other room is restored from its snapshot.
 *
 * The first question of a room with a long log takes as long as a replay of it, without a snapshot to begin with. At most two are computed at a
 * time, so that questions cannot take all processors from those who edit; the others wait, each on a virtual thread.
 */
@Component
class Authorship {
    private static final int MOST_ROOMS = 32;
    private static final int MOST_DOCUMENTS = 2;
    private static final int MOST_NODES = 1_000_000;
    private static final int AT_A_TIME = 2;
    private static final long PAGE_BYTES = 4 << 20;
    private static final int PAGE_ENTRIES = 2_000;

    private final UpdateLog log;
    private final RoomSnapshots snapshots;
    private final Semaphore places = new Semaphore(AT_A_TIME);
    /** Guards the two maps, never held while anything is read or computed; the room used last is the last. */
    private final ReentrantLock lock = new ReentrantLock();

    private final LinkedHashMap<RoomName, Shelf> shelves = new LinkedHashMap<>(16, 0.75f, true);
    private final LinkedHashMap<RoomAuthorship, YDoc> documents = new LinkedHashMap<>();

    Authorship(UpdateLog log, RoomSnapshots snapshots) {
        this.log = log;
        this.snapshots = snapshots;
    }

    /**
     * The nodes of a room whose last change is asked for, the newest change first, as of the log's head.
     *
     * @throws LogUnavailableException if the log cannot be read
     * @throws IllegalStateException if the log holds what was never a valid update
     */
    Answer find(RoomName room, Question question) {
        long head = log.head(room);
        if (head == 0) {
            // Names that nobody uses must not push out those of real rooms.
            return new Answer(0, List.of());
        }
        Shelf shelf = shelf(room);
        shelf.lock.lock();
        try {
            if (shelf.index.sequence() > head) {
                // Others asked meanwhile; or the log was taken back to an older state.
                head = log.head(room);
                if (shelf.index.sequence() > head) {
                    shelf.index = new RoomAuthorship(room);
                }
            }
            if (shelf.index.sequence() < head) {
                catchUp(room, shelf, head);
            }
            return new Answer(shelf.index.sequence(), shelf.index.find(question));
        } finally {
            shelf.lock.unlock();
        }
    }

    /** What fails midway leaves the index as of its sequence, and no document: the next question goes on from there. */
    private void catchUp(RoomName room, Shelf shelf, long head) {
        RoomAuthorship index = shelf.index;
        places.acquireUninterruptibly();
        try {
            YDoc doc = document(room, index);
            while (index.sequence() < head) {
                List<LoggedUpdate> page = log.read(room, index.sequence() + 1, head, PAGE_BYTES, PAGE_ENTRIES);
                if (page.isEmpty()) {
                    break;
                }
                for (LoggedUpdate entry : page) {
                    index.count(entry, doc);
                }
            }
            keepDocument(index, doc);
        } finally {
            places.release();
            shelf.nodes = index.size();
            makeRoom();
        }
    }

    private YDoc document(RoomName room, RoomAuthorship index) {
        YDoc kept = takeDocument(index);
        if (kept != null) {
            return kept;
        }
        long sequence = index.sequence();
        YDoc doc = sequence == 0
                ? YDoc.of(0)
                : snapshots.restore(room, sequence, () -> YDoc.of(0)).doc();
        index.follow(doc);
        return doc;
    }

    private Shelf shelf(RoomName room) {
        lock.lock();
        try {
            return shelves.computeIfAbsent(room, Shelf::new);
        } finally {
            lock.unlock();
        }
    }

    /** The document that an index follows, which nobody else has from then on. */
    private @Nullable YDoc takeDocument(RoomAuthorship index) {
        lock.lock();
        try {
            return documents.remove(index);
        } finally {
            lock.unlock();
        }
    }

    private void keepDocument(RoomAuthorship index, YDoc doc) {
        lock.lock();
        try {
            documents.put(index, doc);
            if (documents.size() > MOST_DOCUMENTS) {
                documents.pollFirstEntry();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Drops the rooms that were asked for longest ago, until the others fit; never the one asked for last. */
    private void makeRoom() {
        lock.lock();
        try {
            long nodes = 0;
            for (Shelf shelf : shelves.values()) {
                nodes += shelf.nodes;
            }
            while (shelves.size() > 1 && (shelves.size() > MOST_ROOMS || nodes > MOST_NODES)) {
                nodes -= shelves.pollFirstEntry().getValue().nodes;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Number of rooms and of documents in memory, for tests. */
    int[] kept() {
        lock.lock();
        try {
            return new int[] {shelves.size(), documents.size()};
        } finally {
            lock.unlock();
        }
    }

    /**
     * What was found.
     *
     * @param sequence the entry up to which the log was looked at
     */
    record Answer(long sequence, List<ChangedNode> nodes) {}

    /** The place of a room's index. */
    private static final class Shelf {
        /** Whoever reads or changes the index has it. */
        final ReentrantLock lock = new ReentrantLock();

        RoomAuthorship index;
        volatile int nodes;

        Shelf(RoomName room) {
            index = new RoomAuthorship(room);
        }
    }
}
