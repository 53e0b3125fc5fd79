package dev.diorama.server.log.jdbc;

import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a group of updates as one transaction; used by one thread at a time. */
public interface GroupStore {
    /**
     * Stores the updates, durably, and returns only then.
     *
     * @param patient whether to wait for somebody else who writes into the same store
     * @return their sequences, in the order of the group; null if it should not wait and would have to, and nothing is stored
     * @throws SQLException if they are not stored, none of them
     */
    long @Nullable [] write(List<Entry> group, boolean patient) throws SQLException;

    /**
     * Tries whether the store takes anything durably, without leaving anything behind.
     *
     * @throws SQLException if it does not
     */
    void probe() throws SQLException;

    /** An update and its room. */
    record Entry(RoomName room, NewUpdate update) {}
}
