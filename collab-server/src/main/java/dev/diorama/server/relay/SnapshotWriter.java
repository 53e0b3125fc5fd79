package dev.diorama.server.relay;

import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.RoomSnapshots;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the documents of rooms, one after the other, on a thread of its own: made of the log, so that no room is asked and nothing that is
 * not durable can be in them. Thread-safe.
 */
final class SnapshotWriter implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(SnapshotWriter.class);
    private static final long END_SECONDS = 5;

    private final RoomSnapshots snapshots;
    private final SnapshotProperties properties;
    private final LongSupplier nanos;
    private final Set<RoomName> waiting = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("snapshots").factory());

    SnapshotWriter(RoomSnapshots snapshots, SnapshotProperties properties, LongSupplier nanos) {
        this.snapshots = snapshots;
        this.properties = properties;
        this.nanos = nanos;
    }

    /** When one room is stored, as that room knows it. Belongs to the room's thread. */
    Schedule schedule(RoomName room) {
        return new Schedule(room);
    }

    private void write(RoomName room) {
        if (!waiting.add(room)) {
            return;
        }
        try {
            thread.execute(() -> {
                waiting.remove(room);
                save(room);
            });
        } catch (RejectedExecutionException e) {
            LOGGER.debug("No snapshot, the server ends: room={}", room);
        }
    }

    private void save(RoomName room) {
        try {
            long began = nanos.getAsLong();
            long sequence = snapshots.save(room);
            LOGGER.debug(
                    "Stored a snapshot: room={}, sequence={}, millis={}",
                    room,
                    sequence,
                    TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - began));
        } catch (LogUnavailableException e) {
            LOGGER.warn("A snapshot was not stored: room={}: {}", room, e.getMessage());
        } catch (RuntimeException | Error e) {
            LOGGER.error("A snapshot was not stored: room={}", room, e);
        }
    }

    /** Ends after the snapshot that is being made, if it does not take too long. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                LOGGER.debug("A snapshot is given up: the server ends.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How much of a room is stored, and since when it is worth storing again. */
    final class Schedule {
        private final RoomName room;
        private long stored;
        private long storedNanos;

        private Schedule(RoomName room) {
            this.room = room;
        }

        /** The room was loaded, from a snapshot as of this sequence or, with 0, without one. */
        void loaded(long snapshot) {
            stored = snapshot;
            storedNanos = nanos.getAsLong() - properties.interval().toNanos();
        }

        /** The room is in use, and this is the last entry that it has. */
        void inUse(long sequence) {
            boolean rested =
                    nanos.getAsLong() - storedNanos >= properties.interval().toNanos();
            if (rested && sequence - stored >= properties.every()) {
                order(sequence);
            }
        }

        /** The room is unloaded. */
        void unloaded(long sequence) {
            if (sequence > stored && sequence - stored >= properties.every() / 10) {
                order(sequence);
            }
        }

        private void order(long sequence) {
            stored = sequence;
            storedNanos = nanos.getAsLong();
            write(room);
        }
    }
}
