package dev.diorama.server.relay;

import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from the log what other servers appended and nobody told this room of.
 *
 * <p>A gap is given a moment to close by itself: the word of the other server and the end of an append of ours are often on their way at the
 * same time. Belongs to the room's thread.
 */
final class LogFollower {
    private static final Logger LOGGER = LoggerFactory.getLogger(LogFollower.class);
    private static final long PATIENCE_MILLIS = 20;
    private static final long PAGE_BYTES = 1 << 20;
    private static final int PAGE_ENTRIES = 1_000;

    private final RoomName name;
    private final UpdateLog log;
    private final Executor threads;
    private final Executor later;
    private final Executor room;
    private final Consumer<LoggedUpdate> listener;
    private final LogPosition position = new LogPosition();
    private boolean reading;
    private long mark;

    /**
     * Makes a follower.
     *
     * @param threads on which the log is read
     * @param room runs tasks on the room's thread, as long as the room is open
     * @param listener gets the entries that were missing, on the room's thread
     */
    LogFollower(RoomName name, UpdateLog log, Executor threads, Executor room, Consumer<LoggedUpdate> listener) {
        this.name = name;
        this.log = log;
        this.threads = threads;
        this.later = CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS, threads);
        this.room = room;
        this.listener = listener;
    }

    LogPosition position() {
        return position;
    }

    /** The position may have a gap: sees to it that it is closed. */
    void follow() {
        if (position.hasGap() && !reading) {
            reading = true;
            waitAMoment();
        }
    }

    private void waitAMoment() {
        mark = position.complete();
        later.execute(() -> room.execute(() -> {
            // Where two servers edit all the time there is always some gap; as long as it moves nothing is lost.
            if (position.hasGap() && position.complete() > mark) {
                waitAMoment();
            } else {
                readOn();
            }
        }));
    }

    private void readOn() {
        if (!position.hasGap()) {
            reading = false;
            return;
        }
        long from = position.complete() + 1;
        long to = position.known();
        threads.execute(() -> read(from, to));
    }

    private void read(long from, long to) {
        try {
            List<LoggedUpdate> page = log.read(name, from, to, PAGE_BYTES, PAGE_ENTRIES);
            room.execute(() -> found(page));
        } catch (LogUnavailableException e) {
            LOGGER.debug("A gap cannot be closed now: room={}, from={}, to={}", name, from, to, e);
            room.execute(() -> reading = false);
        }
    }

    private void found(List<LoggedUpdate> page) {
        if (page.isEmpty()) {
            position.nothingMore();
        }
        for (LoggedUpdate entry : page) {
            if (!position.has(entry.sequence())) {
                listener.accept(entry);
                position.add(entry.sequence());
            }
        }
        readOn();
    }
}
