package dev.diorama.server.relay;

import java.util.TreeSet;

/**
 * Which entries of its log a room has told its sockets of. Where other servers append, too, they are told as they come, not always in
 * order. Not thread-safe.
 */
final class LogPosition {
    /** Most entries that are remembered beyond a gap; whichever is forgotten is told once more, which does no harm. */
    private static final int MAX_AHEAD = 10_000;

    private final TreeSet<Long> ahead = new TreeSet<>();
    private long complete;
    private long known;

    /** The room has been loaded up to this sequence. */
    void start(long sequence) {
        complete = sequence;
        known = sequence;
    }

    /** Whether an entry has been told. */
    boolean has(long sequence) {
        return sequence <= complete || ahead.contains(sequence);
    }

    /**
     * An entry is being told.
     *
     * @return false if it has been before
     */
    boolean add(long sequence) {
        if (has(sequence)) {
            return false;
        }
        known = Math.max(known, sequence);
        ahead.add(sequence);
        while (ahead.remove(complete + 1)) {
            complete++;
        }
        if (ahead.size() > MAX_AHEAD) {
            ahead.pollLast();
        }
        return true;
    }

    /** The log is said to reach this sequence. */
    void advance(long sequence) {
        known = Math.max(known, sequence);
    }

    /** The log has nothing behind the complete part: whoever said so was wrong, or could not know yet. */
    void nothingMore() {
        ahead.clear();
        known = complete;
    }

    /** Whether the log has entries that have not been told. */
    boolean hasGap() {
        return complete < known;
    }

    /** Sequence up to which every entry has been told. */
    long complete() {
        return complete;
    }

    /** Highest sequence that the log is known to have. */
    long known() {
        return known;
    }
}
