package dev.diorama.server.log.jdbc;

import java.util.concurrent.TimeUnit;

/**
 * How long commits take of late, and so whether a thread that has other things to do may make the next one. Noted by one thread at a time,
 * asked by any.
 */
/*
 * A change of threads and back costs as much as the sync of a good disk, more where processors are few. An event loop that waits for a bad
 * one keeps all its sockets waiting. One slow commit among quick ones is forgiven after some quick ones on the log's own thread: the longer
 * it took, the more.
 */
final class CommitPace {
    private static final long QUICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** The last commit counts for one in so many. */
    private static final int WEIGHT = 8;

    /** Nothing is known of the disk yet. */
    private volatile long average = 2 * QUICK_NANOS;

    /** A commit took so long. */
    void took(long nanos) {
        long before = average;
        average = before + (nanos - before) / WEIGHT;
    }

    /** Whether commits take less than a millisecond. */
    boolean isQuick() {
        return average < QUICK_NANOS;
    }
}
