package dev.diorama.server.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The durable log of every update of every room, in the order the server accepted them.
 *
 * <p>Rules U1 to U6 of {@code SPEC.md} hold for every implementation. Thread-safe; appends to one room keep the order of the
 * calls, so a room that appends from one thread decides its own order.
 */
public interface UpdateLog {
    /** Identity of this log, made at random with it: two logs never share it, a log keeps it for life. */
    String id();

    /**
     * Appends one update; returns at once.
     *
     * @return completes with the update's sequence once the update survives a crash of this process and of the machine, or
     *     exceptionally with {@link LogUnavailableException}, and then nothing of it was stored; only when the store was lost in the
     *     midst of the commit it may be there all the same. Completes in the order of the appends to a room, on the thread that
     *     stored it: what is chained to it must be short and never block
     */
    CompletableFuture<Long> append(RoomName room, NewUpdate update);

    /**
     * The same, by a thread that may be asked to wait for the store: a log that stores within a millisecond can do so there, which spares two
     * changes of threads.
     *
     * @param soon runs a task of about a millisecond, when what is urgent is done; may be on any thread
     */
    default CompletableFuture<Long> append(RoomName room, NewUpdate update, Executor soon) {
        return append(room, update);
    }

    /**
     * Sequence of the room's last entry, 0 when it has none.
     *
     * @throws LogUnavailableException if the store cannot be read
     */
    long head(RoomName room);

    /**
     * Whether other servers may append to this log: then entries of theirs can lie between two appends of this one, and a head moves
     * without a word from here.
     */
    default boolean isShared() {
        return false;
    }

    /**
     * Why this server's last append failed, null since one succeeded. While it is not null the log tries by itself, every second, whether
     * its store takes something again; whoever appends meanwhile will most likely fail.
     */
    default @Nullable String refusal() {
        return null;
    }

    /**
     * Heads of several rooms at once.
     *
     * @return nothing for rooms without entries
     * @throws LogUnavailableException if the store cannot be read
     */
    default Map<RoomName, Long> heads(Collection<RoomName> rooms) {
        Map<RoomName, Long> heads = new HashMap<>();
        for (RoomName room : rooms) {
            long head = head(room);
            if (head > 0) {
                heads.put(room, head);
            }
        }
        return heads;
    }

    /**
     * Reads entries in order, a page at a time; blocks, so never on an event loop.
     *
     * @param from first sequence, at least 1
     * @param to last sequence, inclusive; beyond the head there is nothing
     * @param maxBytes the page ends before the entry that would exceed it, but is never empty for that reason
     * @param maxEntries most entries of the page
     * @return the entries from {@code from} on without a gap, as many as the limits allow
     * @throws LogUnavailableException if the store cannot be read
     */
    List<LoggedUpdate> read(RoomName room, long from, long to, long maxBytes, int maxEntries);

    /**
     * Lists the rooms that have entries, a page at a time, in an order that is the log's own and stays the same; blocks.
     *
     * <p>Every room that had an entry when the first page was asked for is on one page and no other; a younger one may be missing.
     *
     * @param after last room of the page before, null for the first page
     * @param maxRooms most rooms of the page
     * @return the next rooms; none when there are no more, or when {@code after} is no room
     * @throws LogUnavailableException if the store cannot be read
     */
    List<RoomHead> rooms(@Nullable RoomName after, int maxRooms);
}
