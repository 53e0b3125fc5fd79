package dev.diorama.server.log.sqlite;

/** Where the entries of a room lie in SQLite's {@code log_entry}: at {@code place}, the room's id times 2^40 plus the sequence. */
final class EntryPlace {
    /** The place of an entry, of the parameters room and sequence. */
    static final String OF = "? << 40 | ?";

    /** Largest sequence. */
    static final long MAX_SEQUENCE = (1L << 40) - 1;

    /** The sequence of a row of {@code log_entry}. */
    static final String SEQUENCE = "place & " + MAX_SEQUENCE;

    /** Whether a row is one of a room's: for a statement that has the room's row. */
    static final String IN_ROOM = "place between room.id << 40 and room.id << 40 | " + MAX_SEQUENCE;

    /** The sequence of a room's last entry, 0 if it has none: for a {@code select} from {@code room}. */
    static final String HEAD = "coalesce((select " + SEQUENCE + " from log_entry where " + IN_ROOM
            + " order by place desc limit 1), 0) as head";

    private EntryPlace() {}

    /** The nearest that a sequence may be: any other would be one of another room. */
    static long clamp(long sequence) {
        return Math.clamp(sequence, 0, MAX_SEQUENCE);
    }
}
