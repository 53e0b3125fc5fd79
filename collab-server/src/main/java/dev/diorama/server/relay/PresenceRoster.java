package dev.diorama.server.relay;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.protocol.Awareness;
import dev.diorama.scene.protocol.AwarenessChange;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.server.log.Author;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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

    private final Awareness awareness;
    private final Map<Long, Session> owners = new HashMap<>();
    private final Map<Long, Long> heardMillis = new HashMap<>();
    private final int maxStateLength;
    private final long absenceMillis;
    private final LongSupplier clockMillis;

    /**
     * Nobody is present yet.
     *
     * @param absence after which somebody on another server is gone if it says nothing of them; clients renew their state every 15 s
     */
    PresenceRoster(int maxStateLength, Duration absence, LongSupplier clockMillis) {
        this.absenceMillis = absence.toMillis();
        this.clockMillis = clockMillis;
        this.awareness = Awareness.of(NOBODY, clockMillis);
        this.maxStateLength = maxStateLength;
    }

    /**
     * Takes over what a socket says.
     *
     * @return frames for all others, one for each client that it said something new of
     * @throws DecodeException if the bytes are malformed; nothing was taken over
     */
    List<Frame> apply(byte[] update, Session from) throws DecodeException {
        for (Awareness.Entry entry : Awareness.decode(update)) {
            if (entry.state() != null && entry.state().length() > maxStateLength) {
                return List.of();
            }
        }
        AwarenessChange change = awareness.apply(update, from);
        List<Frame> frames = new ArrayList<>();
        for (List<Long> clients : List.of(change.added(), change.updated(), change.renewed())) {
            for (Long client : clients) {
                heardMillis.remove(client);
                Session before = owners.put(client, from);
                if (before != null && before != from) {
                    before.presence().remove(client);
                }
                from.presence().add(client);
                from.author().announced(client);
                frames.add(frame(client));
            }
        }
        for (Long client : change.removed()) {
            forget(client);
            frames.add(frame(client));
        }
        return frames;
    }

    /**
     * Takes over what another server says of people who are there.
     *
     * @return frames for everybody here
     * @throws DecodeException if the bytes are malformed; nothing was taken over
     */
    List<Frame> applyFromOthers(byte[] update) throws DecodeException {
        AwarenessChange change = awareness.apply(update, null);
        List<Frame> frames = new ArrayList<>();
        for (List<Long> clients : List.of(change.added(), change.updated(), change.renewed())) {
            for (Long client : clients) {
                forget(client);
                heardMillis.put(client, clockMillis.getAsLong());
                frames.add(frame(client));
            }
        }
        for (Long client : change.removed()) {
            forget(client);
            frames.add(frame(client));
        }
        return frames;
    }

    /** Removes people of whom their server has said nothing for too long: it died, or cannot be heard; frames for everybody here. */
    List<Frame> dropOutdated() {
        if (heardMillis.isEmpty()) {
            return List.of();
        }
        long limit = clockMillis.getAsLong() - absenceMillis;
        Set<Long> outdated = new HashSet<>();
        heardMillis.forEach((client, heard) -> {
            if (heard < limit) {
                outdated.add(client);
            }
        });
        return remove(outdated);
    }

    /** Everybody who is present through a socket of this server, in one frame; null when nobody is. */
    @Nullable Frame here() {
        return owners.isEmpty()
                ? null
                : Frame.of(SyncProtocol.encodeAwareness(awareness.encode(List.copyOf(owners.keySet()))));
    }

    /** Removes everybody who was present through this socket; frames for all others. */
    List<Frame> leave(Session session) {
        return remove(new HashSet<>(session.presence()));
    }

    private List<Frame> remove(Set<Long> clients) {
        List<Frame> frames = new ArrayList<>();
        awareness.removeStates(clients, null);
        for (Long client : clients) {
            forget(client);
            frames.add(frame(client));
        }
        return frames;
    }

    private void forget(Long client) {
        heardMillis.remove(client);
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

    private Frame frame(Long client) {
        return Frame.presence(SyncProtocol.encodeAwareness(awareness.encode(List.of(client))), client);
    }
}
