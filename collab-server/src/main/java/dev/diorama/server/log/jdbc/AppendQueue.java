package dev.diorama.server.log.jdbc;

import dev.diorama.server.log.RoomName;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * <p>What is small goes before what is large, each room's in its order, and rooms take turns with what is large: a room into which somebody
 * pours megabytes keeps the edits of the others waiting for one of them, not for all. Large ones get every other commit.
 *
 * <p>Any thread adds, one at a time takes.
 */
final class AppendQueue {
    /** From here on storing the bytes takes longer than the sync behind them. */
    static final int LARGE_BYTES = 32 << 10;
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
    /** What is small and has nothing large of its room before it. */
    private final Queue<Append> small = new ArrayDeque<>();
    /** What is large, and what came behind it, by room; who has its turn next comes first. */
    private final Map<RoomName, Line> large = new LinkedHashMap<>();

    private List<Append> returned = List.of();
    private long smallAdded;
    private long smallTaken;
    private boolean smallWent;

    void add(Append append) {
        waitingCost.addAndGet(cost(append));
        arrivals.add(append);
    }

    boolean isEmpty() {
        return waitingCost.get() == 0;
    }

    /** Whether so little waits that it pays to store it rather than to tell another thread. */
    boolean isLittle() {
        return waitingCost.get() <= LITTLE_BYTES;
    }

    /** Takes what the next commit stores, nothing if nothing waits; what it leaves comes later, each room's in its order. */
    List<Append> next() {
        List<Append> group = returned;
        returned = List.of();
        if (group.isEmpty()) {
            sortArrivals();
            boolean nextIsLarge = mayNextBeLarge();
            group = nextIsLarge ? nextLarge() : nextSmall();
            smallWent = !nextIsLarge;
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
            Line line = large.get(append.room());
            if (line != null) {
                line.appends.add(append);
            } else if (isLarge(append)) {
                large.put(append.room(), new Line(new ArrayDeque<>(List.of(append)), smallAdded));
            } else {
                addSmall(append);
            }
        }
    }

    private void addSmall(Append append) {
        small.add(append);
        smallAdded++;
    }

    private boolean mayNextBeLarge() {
        if (small.isEmpty() || large.isEmpty()) {
            return !large.isEmpty();
        }
        return smallWent && large.values().iterator().next().smallBefore <= smallTaken;
    }

    private List<Append> nextSmall() {
        List<Append> group = take(small);
        smallTaken += group.size();
        return group;
    }

    /** The entries of the room whose turn it is, as many as fit; what is small then has nothing large before it any more. */
    private List<Append> nextLarge() {
        RoomName room = large.keySet().iterator().next();
        Queue<Append> line = Objects.requireNonNull(large.remove(room)).appends;
        List<Append> group = take(line);
        while (!line.isEmpty() && !isLarge(line.element())) {
            addSmall(line.remove());
        }
        if (!line.isEmpty()) {
            large.put(room, new Line(line, smallAdded));
        }
        return group;
    }

    private static List<Append> take(Queue<Append> line) {
        List<Append> group = new ArrayList<>();
        long bytes = 0;
        while (!line.isEmpty() && group.size() < MAX_ENTRIES) {
            bytes += line.element().bytes();
            if (bytes > MAX_BYTES && !group.isEmpty()) {
                break;
            }
            group.add(line.remove());
        }
        return group;
    }

    private static boolean isLarge(Append append) {
        return append.bytes() >= LARGE_BYTES;
    }

    /**
     * What is large of a room, and what came behind it.
     *
     * @param smallBefore how many small ones are to be taken before it, since this queue was made
     */
    private record Line(Queue<Append> appends, long smallBefore) {}
}
