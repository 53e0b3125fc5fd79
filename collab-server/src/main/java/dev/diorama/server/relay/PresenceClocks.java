package dev.diorama.server.relay;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Reader;
import dev.diorama.scene.lib0.Lib0Writer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the clocks of presence go on where a client left, and keeps everybody from speaking for who speaks for themselves.
 *
 * <p>A provider that comes back announces itself with the clock that it had, and whoever saw it leave would not believe it before it
 * counts on, up to 15 s later; a first state with clock 0 is believed by nobody at all. So what a socket first says of one client is
 * its own, and is moved to a clock that the others have not seen yet. Belongs to the room's thread.
 */
final class PresenceClocks {
    /** Clients whose last clock is remembered, the least recent is forgotten first. */
    private static final int MAX_CLIENTS = 20_000;
    /** Clocks beyond are left alone: there is room for nobody's lifetime between this and what a number can hold. */
    private static final long MAX_CLOCK = 1L << 50;

    private final Map<Long, Long> shifts = new HashMap<>();
    /** When sockets came and clients went, counted in departures: who was there when somebody left may only repeat them. */
    private final Map<Session, Long> joined = new HashMap<>();

    private final Map<Long, Long> gone = new HashMap<>();
    private long departures;
    private final Map<Long, Session> heirs = new HashMap<>();
    private final Map<Long, Long> last = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * What a socket said, in the clocks of the room and without what it says of others.
     *
     * @param owners through whom clients are present
     * @throws DecodeException if it is malformed
     */
    byte[] translate(byte[] update, Session from, Map<Long, Session> owners) throws DecodeException {
        Lib0Reader reader = new Lib0Reader(update);
        int count = reader.readCount(3);
        boolean first = count == 1 && !from.author().hasSpeaker();
        Lib0Writer entries = new Lib0Writer(update.length + 8);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            long client = reader.readVarUint();
            long clock = reader.readVarUint();
            byte[] state = reader.readVarBytes();
            boolean owned = from.presence().contains(client);
            boolean others = !owned && owners.containsKey(client);
            if (others && first && clock <= last.getOrDefault(client, 0L)) {
                // It may be the client itself, whose old connection nobody knows to be dead yet.
                heirs.put(client, from);
            }
            if (others && (!first || clock <= last.getOrDefault(client, 0L))) {
                continue;
            }
            heirs.values().removeIf(from::equals);
            if (!owned && !others && first && clock < MAX_CLOCK) {
                boolean back = joined.getOrDefault(from, 0L) >= gone.getOrDefault(client, 0L);
                long known = last.getOrDefault(client, 0L);
                shifts.put(client, back && clock <= known ? known + 1 - clock : 0);
            }
            long moved = clock + (owned || first ? shifts.getOrDefault(client, 0L) : 0);
            if (owned || first) {
                remember(client, moved);
            }
            entries.writeVarUint(client).writeVarUint(moved).writeVarBytes(state);
            kept++;
        }
        if (reader.hasMore()) {
            throw reader.failure("bytes after the awareness update: count=" + reader.remaining());
        }
        return new Lib0Writer(update.length + 16)
                .writeVarUint(kept)
                .append(entries)
                .toBytes();
    }

    /** Who said first of all that they are a client that another socket speaks for; they are when that one leaves. */
    @Nullable Session heir(long client) {
        return heirs.remove(client);
    }

    /** A socket came. */
    void joined(Session session) {
        joined.put(session, departures);
    }

    /** A socket is gone; those who were present through it are still known. */
    void left(Session session) {
        heirs.values().removeIf(session::equals);
        joined.remove(session);
        departures++;
        for (Long client : session.presence()) {
            gone.put(client, departures);
        }
    }

    private void remember(long client, long clock) {
        last.put(client, clock);
        if (last.size() > MAX_CLIENTS) {
            Long eldest = last.keySet().iterator().next();
            last.remove(eldest);
            shifts.remove(eldest);
            gone.remove(eldest);
        }
    }
}
