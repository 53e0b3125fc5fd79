package dev.diorama.server.log.jdbc;

import dev.diorama.server.log.Author;
import dev.diorama.server.log.EditClaim;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.NewUpdate;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/** The values of a log entry's row, in the order in which both databases' statements name its columns: one place that knows it. */
public final class EntryColumns {
    /** For {@code insert into log_entry}: room, sequence, time, three of the author, client, gesture, claimed, path, bytes. */
    public static final String PLACEHOLDERS = "(?,?,?,?,?,?,?,?,?,?,?)";

    private EntryColumns() {}

    /**
     * Adds a row to a statement's batch.
     *
     * @param room the room's number in this database
     */
    public static void addBatch(PreparedStatement insert, long room, long sequence, NewUpdate update)
            throws SQLException {
        insert.setLong(1, room);
        insert.setLong(2, sequence);
        insert.setLong(3, update.timeMillis());
        insert.setString(4, update.author().id());
        insert.setString(5, update.author().name());
        insert.setString(6, update.author().color());
        insert.setLong(7, update.client());
        insert.setString(8, update.claim().gesture());
        insert.setObject(9, update.claim().timeMillis(), Types.BIGINT);
        insert.setString(10, update.claim().path());
        insert.setBytes(11, update.bytes());
        insert.addBatch();
    }

    /** The entry of a row, from {@code select sequence, time, three of the author, client, gesture, claimed, path, bytes}. */
    public static LoggedUpdate read(ResultSet row) throws SQLException {
        long claimed = row.getLong(8);
        // Of the value read last, so before any other is.
        boolean unclaimed = row.wasNull();
        return new LoggedUpdate(
                row.getLong(1),
                row.getLong(2),
                new Author(row.getString(3), row.getString(4), row.getString(5)),
                row.getLong(6),
                new EditClaim(row.getString(7), unclaimed ? null : claimed, row.getString(9)),
                row.getBytes(10));
    }
}
