package dev.diorama.server.relay;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Reader;
import dev.diorama.scene.protocol.Awareness;
import dev.diorama.scene.protocol.AwarenessChange;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.server.log.Author;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is present in a room, and through which socket: a client belongs to the socket, or to the other server, that last said something new
 * of it.
 *
 * <p>Providers send back what they hear of others, so that one socket speaks for many clients; a repetition changes nothing and moves
 * nobody. Belongs to the room's thread.
 */
final class PresenceRoster {
    /** Nobody's client id on the wire, where ids are not negative. */
    private static final long NOBODY = -1;
    /** Bytes of the text "null". */
    private static final int REMOVAL_LENGTH = 4;
    /** Peers that have not heard of somebody for 30 s forget them; until then they may repeat what they knew. */
    private static final long FORGET_MILLIS = 2 * Awareness.OUTDATED_MILLIS;
    /** Most people that are remembered after they left. */
    private static final int MAX_GONE = 10_000;

    private final Awareness awareness;
    private final Map<Long, Session> owners = new HashMap<>();
    private final PresenceClocks clocks = new PresenceClocks();
    private final Map<Long, Long> heardMillis = new HashMap<>();
    /** Who left, the first one first: their clocks are still known, so that no echo of them brings them back. */
    private final Map<Long, Long> goneMillis = new LinkedHashMap<>();

    private final int maxClients;
    private final int maxStateLength;
    private final long absenceMillis;
    private final LongSupplier clockMillis;

    /**
     * Nobody is present yet.
     *
     * @param maxClients that one socket may speak for
     * @param absence after which somebody on another server is gone if it says nothing of them; clients renew their state every 15 s
     */
    PresenceRoster(int maxStateLength, int maxClients, Duration absence, LongSupplier clockMillis) {
        this.absenceMillis = absence.toMillis();
        this.clockMillis = clockMillis;
        this.awareness = Awareness.of(NOBODY, clockMillis);
        this.maxStateLength = maxStateLength;
        this.maxClients = maxClients;
    }

    /**
     * Takes over what a socket says.
     *
     * @return whom it said something new of
     * @throws DecodeException if the bytes are malformed, or of more clients than a socket may speak for; nothing was taken over
     */
    List<Long> apply(byte[] said, Session from) throws DecodeException {
        byte[] update = clocks.translate(said, from, owners);
        if (!isNews(update)) {
            return List.of();
        }
        int clients = from.presence().size();
        for (Awareness.Entry entry : Awareness.decode(update)) {
            if (entry.state() != null && entry.state().length() > maxStateLength) {
                return List.of();
            }
            boolean more = entry.state() != null
                    && entry.clock() > awareness.clock(entry.client())
                    && !from.presence().contains(entry.client());
            clients += more ? 1 : 0;
            if (clients > maxClients) {
                throw new DecodeException(
                        "one socket speaks for too many: clients=" + clients + " limit=" + maxClients, 0);
            }
        }
        AwarenessChange change = awareness.apply(update, from);
        for (List<Long> each : List.of(change.added(), change.updated(), change.renewed())) {
            for (Long client : each) {
                heardMillis.remove(client);
                goneMillis.remove(client);
                Session before = owners.put(client, from);
                if (before != null && before != from) {
                    before.presence().remove(client);
                }
                from.presence().add(client);
                from.author().announced(client);
            }
        }
        change.removed().forEach(this::forget);
        return change.clients();
    }

    /**
     * Whether anything in a message can be new: what providers repeat of others is told by its clocks, which is far cheaper than reading
     * it.
     */
    private boolean isNews(byte[] update) throws DecodeException {
        Lib0Reader reader = new Lib0Reader(update);
        for (int count = reader.readCount(3); count > 0; count--) {
            long client = reader.readVarUint();
            long clock = reader.readVarUint();
            int length = reader.readVarBytes().length;
            if (clock > awareness.clock(client) || length == REMOVAL_LENGTH) {
                return true;
            }
        }
        return reader.hasMore();
    }

    /**
     * Takes over what another server says of people who are there.
     *
     * @return whom it said something new of
     * @throws DecodeException if the bytes are malformed; nothing was taken over
     */
    List<Long> applyFromOthers(byte[] update) throws DecodeException {
        AwarenessChange change = awareness.apply(update, null);
        for (List<Long> each : List.of(change.added(), change.updated(), change.renewed())) {
            for (Long client : each) {
                forget(client);
                goneMillis.remove(client);
                heardMillis.put(client, clockMillis.getAsLong());
            }
        }
        change.removed().forEach(this::forget);
        return change.clients();
    }

    /**
     * Removes people of whom their server has said nothing for too long: it died, or cannot be heard. Of who has left for long nothing is
     * remembered any more.
     *
     * @return who was removed
     */
    Set<Long> dropOutdated() {
        long now = clockMillis.getAsLong();
        Set<Long> outdated = new HashSet<>();
        heardMillis.forEach((client, heard) -> {
            if (heard < now - absenceMillis) {
                outdated.add(client);
            }
        });
        if (!outdated.isEmpty()) {
            remove(outdated);
        }
        List<Long> forgotten = new ArrayList<>();
        for (Map.Entry<Long, Long> gone : goneMillis.entrySet()) {
            if (gone.getValue() > now - FORGET_MILLIS && goneMillis.size() - forgotten.size() <= MAX_GONE) {
                break;
            }
            forgotten.add(gone.getKey());
        }
        if (!forgotten.isEmpty()) {
            goneMillis.keySet().removeAll(forgotten);
            awareness.forget(forgotten, null);
        }
        return outdated;
    }

    /** Everybody who is present through a socket of this server, in one frame; null when nobody is. */
    @Nullable Frame here() {
        return owners.isEmpty()
                ? null
                : Frame.of(SyncProtocol.encodeAwareness(awareness.encode(List.copyOf(owners.keySet()))));
    }

    /** Removes everybody who was present through this socket, and tells who that was. */
    Set<Long> leave(Session session) {
        clocks.left(session);
        Set<Long> clients = new HashSet<>(session.presence());
        clients.removeIf(client -> inherited(client, session));
        remove(clients);
        return clients;
    }

    /** A socket came, and has said nothing yet. */
    void joined(Session session) {
        clocks.joined(session);
    }

    private boolean inherited(long client, Session from) {
        Session heir = clocks.heir(client);
        if (heir == null) {
            return false;
        }
        owners.put(client, heir);
        from.presence().remove(client);
        heir.presence().add(client);
        heir.author().announced(client);
        return true;
    }

    private void remove(Set<Long> clients) {
        awareness.removeStates(clients, null);
        clients.forEach(this::forget);
    }

    private void forget(Long client) {
        heardMillis.remove(client);
        if (awareness.state(client) == null) {
            goneMillis.put(client, clockMillis.getAsLong());
        }
        Session owner = owners.remove(client);
        if (owner != null) {
            owner.presence().remove(client);
        }
    }

    /** Who is accountable for an update that a socket sent. */
    Author author(Session session, byte[] update) {
        return session.author()
                .of(
                        UpdateClient.of(update),
                        client -> session.presence().contains(client) ? awareness.state(client) : null);
    }

    /** Everybody, in one frame; null when nobody is there. */
    @Nullable Frame everybody() {
        Collection<Long> clients = awareness.states().keySet();
        return clients.isEmpty() ? null : Frame.of(SyncProtocol.encodeAwareness(awareness.encode(clients)));
    }

    /** A client's state as one entry of an awareness message; nothing if nothing is known of it. */
    byte[] entry(Long client) {
        byte[] message = awareness.encode(List.of(client));
        // The number of entries comes first: 0 or 1.
        return Arrays.copyOfRange(message, 1, message.length);
    }
}
