package dev.diorama.server.log;

import org.jspecify.annotations.Nullable;

/**
 * Snapshots of rooms beside their log: they save time, and may be lost or damaged without loss. Thread-safe; all methods block.
 *
 * <p>Of a room the newest two are kept, and of older ones fewer and fewer, the older they are.
 */
public interface SnapshotStore {
    /** Keeps nothing. */
    SnapshotStore NONE = new SnapshotStore() {
        @Override
        public void save(RoomName room, StoredSnapshot snapshot) {}

        @Override
        public @Nullable StoredSnapshot newest(RoomName room, String log, long atMost) {
            return null;
        }

        @Override
        public void drop(RoomName room, String log, long sequence) {}
    };

    /**
     * Keeps a snapshot; one of the same log and sequence takes its place.
     *
     * @throws LogUnavailableException if the store refuses
     */
    void save(RoomName room, StoredSnapshot snapshot);

    /**
     * The newest snapshot of a room in a log.
     *
     * @param atMost highest sequence that it may have
     * @return null if there is none
     * @throws LogUnavailableException if the store cannot be read
     */
    @Nullable StoredSnapshot newest(RoomName room, String log, long atMost);

    /**
     * Removes a snapshot that is of no use.
     *
     * @throws LogUnavailableException if the store refuses
     */
    void drop(RoomName room, String log, long sequence);
}
