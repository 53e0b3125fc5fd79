package dev.diorama.server.relay;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.protocol.Awareness;
import dev.diorama.scene.protocol.AwarenessChange;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.server.log.Author;
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
 * Who is present in a room, and through which socket: a client belongs to the socket that last said something new of it.
 *
 * <p>Providers send back what they hear of others, so that one socket speaks for many clients; a repetition changes nothing and moves
 * nobody. Belongs to the room's thread.
 */
final class PresenceRoster {
    /** Nobody's client id on the wire, where ids are not negative. */
    private static final long NOBODY = -1;

    private final Awareness awareness;
    private final Map<Long, Session> owners = new HashMap<>();
    private final int maxStateLength;

    PresenceRoster(int maxStateLength, LongSupplier clockMillis) {
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
