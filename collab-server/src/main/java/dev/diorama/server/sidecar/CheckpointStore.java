package dev.diorama.server.sidecar;

import dev.diorama.server.log.RoomName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The durable checkpoints of all rooms.
 *
 * <p>Rules U61 to U63 of {@code SPEC.md} hold for every implementation. Thread-safe; blocks, so never on an event loop. Every method throws
 * {@link dev.diorama.server.log.LogUnavailableException} if the store cannot be reached.
 */
interface CheckpointStore {
    /** Newest checkpoints of a room that are kept, and its oldest mismatches beside them. */
    int KEPT = 100;

    /**
     * Stores a checkpoint and thins the room's older ones. An unavailable one takes the place of its predecessor if that was unavailable
     * too. A mismatch puts its room under quarantine.
     *
     * @return whether the room came under quarantine by this
     */
    boolean add(Checkpoint checkpoint);

    /**
     * A room's checkpoints, newest first.
     *
     * @param before id that all of them are below
     */
    List<StoredCheckpoint> newest(RoomName room, long before, int max);

    /** For each of these rooms that was ever judged in this log, verified or not, the sequence at which it was judged last. */
    Map<RoomName, Long> judged(String log, Collection<RoomName> rooms);

    /** Whether the room ever had a mismatch. */
    boolean isQuarantined(RoomName room);

    /** Number of rooms that ever had a mismatch. */
    long quarantinedRooms();

    /**
     * Whether this member is the one that looks after the rooms; asked anew before every round.
     *
     * @param member a name that no other member has
     * @param lease how long the answer holds when this member falls silent
     */
    boolean lead(String member, Duration lease);
}
