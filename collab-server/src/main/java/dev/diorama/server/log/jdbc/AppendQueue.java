package dev.diorama.server.log.jdbc;

import dev.diorama.server.log.RoomName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What waits to be stored, and what of it goes into the next commit.
 *
 * <p>What is little of a room goes before what is much, each room's in its order, and rooms take turns with what is much: a room into which
 * somebody pours megabytes keeps the edits of the others waiting for one commit of them, not for all. Once all that was little before it is
 * stored, what is much gets every other commit.
 *
 * <p>Any thread adds, one at a time takes.
 */
final class AppendQueue {
    /** A room's entries are little up to here; from here on storing the bytes takes longer than the sync behind them. */
    private static final int LITTLE_OF_A_ROOM = 32 << 10;
    /** Most entries of one commit, so that the first of them does not wait for ever. */
    private static final int MAX_ENTRIES = 4096;
    /** A commit has no more bytes, unless one entry has. */
    private static final long MAX_BYTES = 256 << 10;
    /** As many bytes as it takes as long as to store one entry more. */
    private static final long ENTRY_BYTES = 512;
    /** What is stored while nobody reads on. */
    private static final long LITTLE_BYTES = 64 * ENTRY_BYTES;

    private final Queue<Append> arrivals = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingCost = new AtomicLong();
    /** What is little of its room, in the order of its arrival. */
    private final Queue<Append> little = new ArrayDeque<>();
    /** How much of it is whose. */
    private final Map<RoomName, Integer> littleBytes = new HashMap<>();
    /** What came behind that, by room; who has its turn next comes first. */
    private final Map<RoomName, Line> much = new LinkedHashMap<>();

    private List<Append> returned = List.of();
    private long littleAdded;
    private long littleTaken;
    private boolean littleWent;

    void add(Append append) {
        waitingCost.addAndGet(cost(append));
        arrivals.add(append);
    }

    boolean isEmpty() {
        return waitingCost.get() == 0;
    }

    /** Whether so little waits that it pays to store it rather than to tell another thread. */
    boolean waitsLittle() {
        return waitingCost.get() <= LITTLE_BYTES;
    }

    /** Takes what the next commit stores, nothing if nothing waits; what it leaves comes later, each room's in its order. */
    List<Append> next() {
        List<Append> group = returned;
        returned = List.of();
        if (group.isEmpty()) {
            sortArrivals();
            boolean nextIsMuch = mayNextBeMuch();
            group = nextIsMuch ? nextMuch() : nextLittle();
            littleWent = !nextIsMuch;
        }
        waitingCost.addAndGet(-cost(group));
        return group;
    }

    /** Takes back what {@link #next} gave the last time and was not stored: it comes next. */
    void giveBack(List<Append> group) {
        returned = group;
        waitingCost.addAndGet(cost(group));
    }

    private static long cost(List<Append> group) {
        return group.stream().mapToLong(AppendQueue::cost).sum();
    }

    private static long cost(Append append) {
        return ENTRY_BYTES + append.bytes();
    }

    private void sortArrivals() {
        for (Append append = arrivals.poll(); append != null; append = arrivals.poll()) {
            Line line = much.get(append.room());
            if (line != null) {
                line.appends.add(append);
            } else if (staysLittleWith(append)) {
                addLittle(append);
            } else {
                much.put(append.room(), new Line(new ArrayDeque<>(List.of(append)), littleAdded));
            }
        }
    }

    /** Whether a room has little waiting with this one, too. */
    private boolean staysLittleWith(Append append) {
        return littleBytes.getOrDefault(append.room(), 0) + bytes(append) < LITTLE_OF_A_ROOM;
    }

    private void addLittle(Append append) {
        little.add(append);
        littleAdded++;
        littleBytes.merge(append.room(), bytes(append), Integer::sum);
    }

    /** An empty one counts, too. */
    private static int bytes(Append append) {
        return Math.max(1, append.bytes());
    }

    private boolean mayNextBeMuch() {
        return (littleWent || little.isEmpty()) && isMuchDue();
    }

    /** Whether all that was little before the room whose turn it is has been taken. */
    private boolean isMuchDue() {
        return !much.isEmpty() && much.values().iterator().next().littleBefore <= littleTaken;
    }

    private List<Append> nextLittle() {
        Group group = new Group();
        boolean unused = group.take(little);
        for (Append append : group.appends) {
            littleTaken++;
            int left = littleBytes.merge(append.room(), -bytes(append), Integer::sum);
            if (left == 0) {
                littleBytes.remove(append.room());
            }
        }
        return group.appends;
    }

    /** The entries of the rooms whose turn it is, as many as fit. */
    private List<Append> nextMuch() {
        Group group = new Group();
        boolean full = false;
        while (!full && isMuchDue()) {
            RoomName room = much.keySet().iterator().next();
            Queue<Append> line = Objects.requireNonNull(much.get(room)).appends;
            boolean taken = group.take(line);
            full = !line.isEmpty();
            if (taken) {
                much.remove(room);
                queueAgain(room, line);
            }
        }
        return group.appends;
    }

    /** Behind the others; what is little of it needs no turn any more. */
    private void queueAgain(RoomName room, Queue<Append> line) {
        while (!line.isEmpty() && staysLittleWith(line.element())) {
            addLittle(line.remove());
        }
        if (!line.isEmpty()) {
            much.put(room, new Line(line, littleAdded));
        }
    }

    /**
     * What is much of a room.
     *
     * @param littleBefore how many little ones are to be taken before it, since this queue was made
     */
    private record Line(Queue<Append> appends, long littleBefore) {}

    /** What goes into one commit. */
    private static final class Group {
        final List<Append> appends = new ArrayList<>();
        private long bytes;

        /** As many of the first ones as fit; false if none does. */
        boolean take(Queue<Append> line) {
            int before = appends.size();
            while (!line.isEmpty() && fits(line.element())) {
                bytes += line.element().bytes();
                appends.add(line.remove());
            }
            return appends.size() > before;
        }

        private boolean fits(Append append) {
            return appends.isEmpty() || (appends.size() < MAX_ENTRIES && bytes + append.bytes() <= MAX_BYTES);
        }
    }
}
