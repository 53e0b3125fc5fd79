package dev.diorama.server.relay;

import dev.diorama.scene.crdt.DecodeLimits;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The edits of a room's sockets on their way into the document and the log: who may, how much, and who is told. Belongs to the room's thread.
 */
final class RoomEdits {
    private static final String READ_ONLY = "you may look at this scene, not change it";

    private final RoomName name;
    private final RelayServices services;
    private final Executor room;
    private final Collection<Session> sessions;
    private final CommitQueue commits;
    private final PresenceRoster presence;
    private final Supplier<RoomDocument> document;
    private final Committed committed;
    private final DecodeLimits updateLimits;
    private final DecodeLimits stateLimits;
    private final Map<Session, Quota> quotas = new HashMap<>();
    private final UnstoredEdits unstored = new UnstoredEdits();
    /** What the sockets know of the log. */
    private boolean storing = true;

    /**
     * Nobody has edited yet.
     *
     * @param room its thread, for what can wait until that has done what is at hand
     * @param sessions all sockets of the room, as they come and go
     * @param document the room's, which is another one once it is loaded
     */
    RoomEdits(
            RoomName name,
            RelayServices services,
            Executor room,
            Collection<Session> sessions,
            CommitQueue commits,
            PresenceRoster presence,
            Supplier<RoomDocument> document,
            Committed committed) {
        this.name = name;
        this.services = services;
        this.room = room;
        this.sessions = sessions;
        this.commits = commits;
        this.presence = presence;
        this.document = document;
        this.committed = committed;
        RelayProperties properties = services.properties();
        this.updateLimits = services.limits().update(properties.update());
        this.stateLimits = services.limits().state(properties.state());
    }

    /** What a socket may still do. */
    Quota quota(Session session) {
        return quotas.computeIfAbsent(session, each -> new Quota(services.limits(), System.nanoTime()));
    }

    /** A socket is gone. */
    void left(Session session) {
        quotas.remove(session);
        unstored.left(session);
    }

    /** A socket came: hears if its edits would be turned away. */
    void greet(Session session) {
        if (services.log().refusal() != null) {
            session.tell(session.dialect().storing(false, UnstoredEdits.REASON));
        }
    }

    /** Something to be done every second: asks for what was turned away, if the log takes something again. */
    void tick() {
        boolean stores = services.log().refusal() == null;
        tellWhetherStored(stores);
        if (stores) {
            unstored.askAgain(document.get());
        }
    }

    private void tellWhetherStored(boolean stores) {
        if (stores != storing) {
            storing = stores;
            String reason = stores ? "" : UnstoredEdits.REASON;
            sessions.forEach(session -> session.tell(session.dialect().storing(stores, reason)));
        }
    }

    /**
     * A socket sent an edit.
     *
     * @param live whether it is one as it was made: a step2 brings the edits of everybody
     * @param finished called when it is durable, or turned away
     * @throws DecodeException if it is malformed or above a limit; nothing changed
     */
    void take(Session session, Edit edit, boolean live, Runnable finished) throws DecodeException {
        if (!session.admission().role().edits()) {
            session.tell(session.dialect().refused(edit, READ_ONLY));
            finished.run();
            return;
        }
        if (services.log().refusal() != null && !edit.isEmpty()) {
            // The room can be looked at: the document must not get what the log most likely refuses.
            tellWhetherStored(false);
            unstored.turnedAway(session);
            finished.run();
            return;
        }
        if (apply(session, edit, live)) {
            append(session, edit, finished);
            return;
        }
        commits.behind(() -> {
            session.tell(session.dialect().known(edit));
            finished.run();
        });
    }

    private boolean apply(Session session, Edit edit, boolean live) throws DecodeException {
        RoomDocument target = document.get();
        Quota quota = quota(session);
        DecodeLimits limits = live ? updateLimits : stateLimits;
        boolean fresh = target.apply(edit.update(), limits, quota.document(target, live));
        quota.taken(target);
        return fresh;
    }

    private void append(Session session, Edit edit, Runnable finished) {
        byte[] update = edit.update();
        Frame frame = Frame.of(SyncProtocol.encodeUpdate(update));
        NewUpdate entry = new NewUpdate(
                services.clock().millis(),
                presence.author(session, update),
                UpdateClient.of(update),
                edit.claim(),
                update);
        services.metrics().accepted();
        long began = System.nanoTime();
        commits.append(services.log().append(name, entry, room), sequence -> {
            if (committed.isNews(sequence)) {
                session.tell(session.dialect().stored(edit, sequence));
                committed.tell(sequence, frame);
                services.metrics().fannedOut(System.nanoTime() - began);
            } else {
                session.tell(session.dialect().known(edit));
            }
            committed.publish(sequence, update);
            finished.run();
        });
    }

    /** What becomes of an entry, once it is durable. */
    interface Committed {
        /** Notes that an entry is there; false if the room has come across it already, reading the log. */
        boolean isNews(long sequence);

        /** Tells the sockets of this room, the sender's, too. */
        void tell(long sequence, Frame update);

        /** Tells the other servers. */
        void publish(long sequence, byte[] update);
    }
}
