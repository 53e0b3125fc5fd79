package dev.diorama.server.relay;

import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.RoomName;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Brings sockets to the end of the log, page by page: those that were too slow, and those that join by what they know of it. Belongs to the
 * room's thread.
 */
final class CatchUp {
    private static final long PAGE_BYTES = 1 << 20;
    private static final int PAGE_ENTRIES = 1_000;
    /** Who lacks more entries gets the state instead. */
    private static final long MAX_RESUME = 2_000;
    /** A log of fewer entries is sent as it is. */
    private static final long MIN_STATE = 16;

    private final RoomName name;
    private final RelayServices services;
    private final Collection<Session> sessions;
    private final LogPosition position;
    private final Executor room;
    private final Consumer<Consumer<JoinSnapshot>> snapshots;

    /**
     * Nobody lags yet.
     *
     * @param sessions all sockets of the room, as they come and go
     * @param room runs tasks on the room's thread, as long as the room is open
     * @param snapshots gives the whole document when all of it is durable, on the room's thread
     */
    CatchUp(
            RoomName name,
            RelayServices services,
            Collection<Session> sessions,
            LogPosition position,
            Executor room,
            Consumer<Consumer<JoinSnapshot>> snapshots) {
        this.name = name;
        this.services = services;
        this.sessions = sessions;
        this.position = position;
        this.room = room;
        this.snapshots = snapshots;
    }

    /** A peer of the extension wants the log from where it knows it, or all of it. */
    void join(Session session, ExtensionMessage.Join join) {
        long complete = position.complete();
        boolean known = join.sequence() <= complete
                && (join.sequence() == 0 || join.log().equals(services.log().id()));
        if (known && complete - join.sequence() <= MAX_RESUME && (join.sequence() > 0 || complete < MIN_STATE)) {
            session.join(join.sequence() + 1);
            start(session);
            return;
        }
        // What happens from now on is held back, and comes behind the state.
        session.join(complete + 1);
        snapshots.accept(snapshot -> services.longThreads().execute(() -> {
            Frame frame =
                    ExtensionMessage.state(snapshot.sequence(), snapshot.size(), snapshot.packed(PackedState::pack));
            room.execute(() -> {
                session.join(snapshot.sequence() + 1);
                session.send(frame);
                start(session);
            });
        }));
    }

    /** A socket lags: it gets what it missed as soon as it has read what waits for it. */
    void start(Session session) {
        session.whenDrained(() -> next(session));
    }

    /** The socket has read what waited: gives it the next page, read by another thread. Any thread. */
    private void next(Session session) {
        room.execute(() -> {
            long from = session.resumeFrom();
            long to = position.known();
            if (!sessions.contains(session) || !session.lags()) {
                return;
            }
            services.threads().execute(() -> read(session, from, to));
        });
    }

    private void read(Session session, long from, long to) {
        List<LoggedUpdate> page;
        try {
            page = services.log().read(name, from, to, PAGE_BYTES, PAGE_ENTRIES);
        } catch (LogUnavailableException e) {
            session.close(CloseReason.NOT_LOADED);
            return;
        }
        room.execute(() -> {
            page.forEach(entry ->
                    session.sendHeldBack(entry.sequence(), Frame.of(SyncProtocol.encodeUpdate(entry.bytes()))));
            session.caughtUpTo(from, from + page.size());
            if (session.resumeFrom() > position.known()) {
                session.caughtUp();
            } else {
                start(session);
            }
        });
    }
}
