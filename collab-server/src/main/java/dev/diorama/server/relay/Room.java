package dev.diorama.server.relay;

import dev.diorama.scene.crdt.LimitException;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.protocol.Message;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.server.cluster.Fanout;
import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.RoomReplay;
import dev.diorama.server.log.RoomSnapshots;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scene being served: its document, its sockets, and one thread at a time for both.
 *
 * <p>Public methods may be called from any thread; they put a task into the room's mailbox and return.
 */
/*
 * 1. Order. A frame from a socket is applied to the document and appended to the log at once, without waiting. The append's end comes
 *    back through the mailbox, and only then the update is echoed to its sender and sent to the others (U8). So the document runs
 *    ahead of the log by the updates in flight, which is what makes group commit work.
 * 2. Nobody hears of what is not durable. An answer to a step1 is encoded from the document as it is, and held in the commit queue
 *    until every append that was made before is durable (U9). Our own step1 may run ahead: it only says what not to send, and if the
 *    commit fails every socket is closed and asked anew.
 * 3. Failure. After a failed append this object is of no use: its document holds an edit that no log has. It closes its sockets,
 *    drops what waits, lets the appends in flight end, and leaves the registry; the next socket gets a new room, loaded from the log
 *    (U10). It must not leave earlier: a later append may succeed, and a room loaded before that would lack it for ever.
 * 4. Other servers append to the same log. Their entries come by the fan-out, and where one is missing it is read from the log; whatever
 *    order they come in, the document is the same (U44). An own append may get a sequence behind theirs: its echo does not wait for them.
 * 5. Slow sockets. The room never waits for one. A socket whose queue is full gets no entries until it has read what waits, then
 *    pages of the log from where it was cut off, until it is at the end of what is known of the log (U17).
 * 6. A log that refuses. From a failed append until the log takes something again edits are turned away before they touch the
 *    document: the room is read-only. Their senders still have them and are asked for them, by a step1 of ours (U111).
 */
final class Room {
    private static final Logger LOGGER = LoggerFactory.getLogger(Room.class);
    /** A frame of more bytes is decoded on a thread for long tasks. */
    private static final int LONG_BYTES = 16 << 10;

    private final RoomName name;
    private final RelayServices services;
    private final Mailbox mailbox;
    private final Consumer<Room> whenDead;
    private final CommitQueue commits;
    private final PresenceRoster presence;
    private final PresenceFanout present;
    private final Fanout.Subscription others;
    private final LogFollower follower;
    private final LogPosition position;
    private final SnapshotWriter.Schedule storing;
    private final Set<Session> sessions = new LinkedHashSet<>();
    private final RoomEdits edits;
    private final CatchUp catchUp;
    private RoomDocument document;
    /** Whether answers to step1 may take long; any thread may look. */
    private volatile boolean large;

    private State state = State.LOADING;
    private CloseReason deathReason = CloseReason.NOT_LOADED;

    /**
     * Makes a room that loads itself.
     *
     * @param whenDead called from the room's thread when the room failed and a new one may take its place; repeated calls are the same
     */
    Room(RoomName name, RelayServices services, Consumer<Room> whenDead) {
        this.name = name;
        this.services = services;
        this.whenDead = whenDead;
        Executor threads = services.rooms().choose(name);
        this.mailbox = new Mailbox(threads, LogContext.of(name, services.longThreads()));
        // First of all tasks: what the others answer, maybe before this constructor ends, is for a room that is loaded.
        mailbox.executeLong(this::load);
        this.commits = new CommitQueue(mailbox, new CommitListener());
        RelayProperties limits = services.properties();
        this.presence = new PresenceRoster(
                (int) limits.presence().toBytes(),
                services.limits().presencePerSocket(),
                limits.absence(),
                () -> services.clock().millis());
        this.document = new RoomDocument(newDoc());
        this.follower = new LogFollower(name, services.log(), services.threads(), this::post, this::missed);
        this.position = follower.position();
        this.storing = services.writer().schedule(name);
        this.others = services.fanout().subscribe(name, new OthersListener());
        this.present = new PresenceFanout(
                sessions, presence::entry, others, this::later, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        this.edits = new RoomEdits(name, services, threads, sessions, commits, presence, () -> document, new Entries());
        this.catchUp = new CatchUp(name, services, sessions, position, this::post, this::snapshot);
        mailbox.open();
    }

    private YDoc newDoc() {
        return YDoc.of(services.random().nextInt() & 0xFFFF_FFFFL);
    }

    RoomName name() {
        return name;
    }

    /** A socket opened: greets it. */
    void join(Session session) {
        mailbox.execute(() -> {
            if (state != State.OPEN) {
                session.close(deathReason);
                return;
            }
            sessions.add(session);
            presence.joined(session);
            session.tell(session.dialect()
                    .hello(
                            services.log().id(),
                            position.complete(),
                            services.clock().millis()));
            edits.greet(session);
            session.send(document.step1());
            Frame everybody = presence.everybody();
            if (everybody != null) {
                session.send(everybody);
            }
        });
    }

    /**
     * A socket closed.
     *
     * @param whenLeft called once all that the socket sent is either durable or dropped
     */
    void leave(Session session, Runnable whenLeft) {
        mailbox.execute(() -> {
            edits.left(session);
            if (sessions.remove(session)) {
                present.forget(session);
                tellPresence(session, presence.leave(session));
            }
            if (state == State.OPEN) {
                commits.behind(whenLeft);
            } else {
                whenLeft.run();
            }
        });
    }

    /**
     * A socket sent a frame.
     *
     * @param finished called when the frame needs nothing any more: no thread, no commit
     */
    void receive(Session session, byte[] frame, Runnable finished) {
        Runnable task = whenOpen(() -> LogContext.in(session, () -> take(session, frame, finished)));
        if (takesLong(frame)) {
            mailbox.executeLong(task);
        } else {
            mailbox.executeHere(task);
        }
    }

    private boolean takesLong(byte[] frame) {
        boolean asks = frame.length > 1 && frame[0] == 0 && frame[1] == 0;
        return frame.length > LONG_BYTES || (asks && large);
    }

    private void take(Session session, byte[] frame, Runnable finished) {
        if (!sessions.contains(session) || session.isClosing()) {
            finished.run();
            return;
        }
        try {
            if (session.dialect() instanceof Extended && ExtensionMessage.isOne(frame)) {
                handle(session, ExtensionMessage.decode(frame), finished);
            } else {
                handle(session, SyncProtocol.decode(frame), finished);
            }
        } catch (LimitException e) {
            session.close(CloseReason.beyond(e));
            finished.run();
        } catch (DecodeException e) {
            session.close(CloseReason.malformed(String.valueOf(e.getMessage())));
            finished.run();
        } catch (RuntimeException | Error e) {
            LOGGER.error("A frame broke its room: room={}, bytes={}", name, frame.length, e);
            session.close(CloseReason.malformed("the room cannot take it"));
            die(CloseReason.BROKEN);
        }
    }

    /**
     * Gives the whole document, encoded once for all who join, when everything in it is durable.
     *
     * @param then called on the room's thread; not at all if the room fails first, which closes its sockets
     */
    void snapshot(Consumer<JoinSnapshot> then) {
        mailbox.executeLong(whenOpen(() -> {
            JoinSnapshot snapshot = document.snapshot(position.complete());
            large = document.isLarge();
            commits.behind(() -> then.accept(snapshot));
        }));
    }

    /** Lets a socket go, because the server stops: what it sent so far is committed and echoed before. */
    void dismiss(Session session) {
        mailbox.execute(() -> {
            Runnable close = () -> session.whenDrained(() -> session.close(CloseReason.RESTART));
            if (state == State.OPEN) {
                commits.behind(close);
            } else {
                close.run();
            }
        });
    }

    /** Something to be done every second: ends the connections of sockets that lag for too long, and drops people who are gone. */
    void tick() {
        long limit = services.properties().drain().toNanos();
        post(() -> {
            sessions.stream()
                    .filter(session -> session.lagNanos() > limit)
                    .forEach(session -> session.close(CloseReason.TOO_SLOW));
            tellPresence(null, presence.dropOutdated());
            storing.inUse(position.complete());
            edits.tick();
        });
    }

    /** The log reaches this sequence, whoever appended. */
    void advanced(long sequence) {
        post(() -> {
            position.advance(sequence);
            follower.follow();
        });
    }

    /** The room is out of the registry and nobody is in it. */
    void unload() {
        mailbox.execute(() -> {
            if (state == State.OPEN) {
                storing.unloaded(position.complete());
            }
            state = State.DEAD;
            others.close();
        });
    }

    private void later(long millis, Runnable task) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, mailbox)
                .execute(whenOpen(task));
    }

    private void post(Runnable task) {
        mailbox.execute(whenOpen(task));
    }

    private Runnable whenOpen(Runnable task) {
        return () -> {
            if (state == State.OPEN) {
                task.run();
            }
        };
    }

    private void load() {
        try {
            RoomSnapshots.Restored restored = services.snapshots().restore(name, Long.MAX_VALUE, this::newDoc);
            position.start(restored.sequence());
            storing.loaded(restored.snapshot());
            document = new RoomDocument(restored.doc());
            state = State.OPEN;
        } catch (LogUnavailableException e) {
            LOGGER.error("A room cannot be loaded: room={}", name, e);
            die(CloseReason.NOT_LOADED);
        } catch (RuntimeException | Error e) {
            LOGGER.error("A room's log cannot be replayed: room={}", name, e);
            die(CloseReason.BROKEN);
        }
    }

    private void handle(Session session, Message message, Runnable finished) throws DecodeException {
        switch (message) {
            case Message.SyncStep1 step1 -> {
                if (large && !edits.quota(session).mayAsk(System.nanoTime())) {
                    session.close(CloseReason.TOO_MANY_ASKS);
                    finished.run();
                    return;
                }
                List<Frame> answer = document.answer(step1.stateVector(), position.complete());
                large = document.isLarge();
                commits.behind(() -> {
                    if (!session.answer(answer)) {
                        session.close(CloseReason.TOO_SLOW);
                    }
                    finished.run();
                });
                return;
            }
            case Message.SyncStep2 step2 -> {
                edits.take(session, Edit.of(step2.update()), false, finished);
                return;
            }
            case Message.SyncUpdate update -> {
                edits.take(session, Edit.of(update.update()), true, finished);
                return;
            }
            case Message.AwarenessMessage awareness -> {
                Collection<Long> news = presence.apply(awareness.update(), session);
                tellPresence(session, news);
                if (!news.isEmpty() && !edits.quota(session).mayTell(System.nanoTime())) {
                    session.close(CloseReason.TOO_MUCH_PRESENCE);
                }
            }
            case Message.QueryAwareness query -> {
                Frame everybody = presence.everybody();
                if (everybody != null && !session.answer(everybody)) {
                    session.close(CloseReason.TOO_SLOW);
                }
            }
            case Message.AuthDenied denied -> LOGGER.debug("A client sent auth: room={}", name);
            case Message.Unknown unknown ->
                LOGGER.debug("Unknown message type: room={}, type={}", name, unknown.type());
        }
        finished.run();
    }

    private void handle(Session session, ExtensionMessage message, Runnable finished) throws DecodeException {
        switch (message) {
            case ExtensionMessage.Editing editing -> {
                edits.take(session, editing.edit(), true, finished);
                return;
            }
            case ExtensionMessage.Join join -> catchUp.join(session, join);
            case ExtensionMessage.AskTime ask ->
                session.send(
                        ExtensionMessage.time(ask.number(), services.clock().millis()));
            case ExtensionMessage.Unknown unknown -> LOGGER.debug("Unknown extension message: room={}", name);
        }
        finished.run();
    }

    private void committed(long sequence, Frame frame) {
        for (Session session : sessions) {
            if (session.sendEntry(sequence, frame)) {
                catchUp.start(session);
            }
        }
        services.metrics().delivered(sessions.size());
    }

    /** Another server committed an update, and tells. */
    private void fromOthers(long sequence, byte[] update) {
        if (position.has(sequence)) {
            return;
        }
        try {
            document.apply(update, RoomReplay.LIMITS);
            position.add(sequence);
            committed(sequence, Frame.of(SyncProtocol.encodeUpdate(update)));
        } catch (DecodeException e) {
            LOGGER.error("Another server published what is no update: room={}, sequence={}", name, sequence, e);
            position.advance(sequence);
        }
        follower.follow();
    }

    /** Another server committed an update, and the log tells. */
    private void missed(LoggedUpdate entry) {
        try {
            document.apply(entry.bytes(), RoomReplay.LIMITS);
            committed(entry.sequence(), Frame.of(SyncProtocol.encodeUpdate(entry.bytes())));
        } catch (DecodeException e) {
            LOGGER.error("The log holds a malformed update: room={}, sequence={}", name, entry.sequence(), e);
            die(CloseReason.BROKEN);
        }
    }

    /** Presence of people on another server. */
    private void presenceFromOthers(byte[] message) {
        try {
            if (SyncProtocol.decode(message) instanceof Message.AwarenessMessage awareness) {
                tellPresence(null, presence.applyFromOthers(awareness.update()));
            }
        } catch (DecodeException e) {
            LOGGER.error("Another server published what is no presence: room={}", name, e);
        }
    }

    /** There is news of people; from null, none that the other servers should hear from here. */
    private void tellPresence(@Nullable Session from, Collection<Long> clients) {
        if (!clients.isEmpty()) {
            present.changed(clients, from);
            present.flush();
        }
    }

    private void die(CloseReason reason) {
        if (state == State.DEAD) {
            return;
        }
        state = State.DEAD;
        deathReason = reason;
        commits.fail();
        sessions.forEach(session -> session.close(reason));
        sessions.clear();
        others.close();
        leaveRegistryWhenSettled();
    }

    private void leaveRegistryWhenSettled() {
        if (state == State.DEAD && commits.outstanding() == 0) {
            whenDead.accept(this);
        }
    }

    /** What other servers tell. */
    private final class OthersListener implements Fanout.Listener {
        @Override
        public void committed(long sequence, byte[] update) {
            post(() -> fromOthers(sequence, update));
        }

        @Override
        public void advanced(long sequence) {
            Room.this.advanced(sequence);
        }

        @Override
        public void present(byte[] message) {
            post(() -> presenceFromOthers(message));
        }

        @Override
        public void asked() {
            post(() -> {
                Frame here = presence.here();
                if (here != null) {
                    others.present(here.bytes());
                }
            });
        }
    }

    /** What becomes of this room's own entries. */
    private final class Entries implements RoomEdits.Committed {
        @Override
        public boolean isNews(long sequence) {
            // Whoever read the log for a gap may have come across it.
            return position.add(sequence);
        }

        @Override
        public void tell(long sequence, Frame update) {
            Room.this.committed(sequence, update);
        }

        @Override
        public void publish(long sequence, byte[] update) {
            follower.follow();
            others.publish(sequence, update);
        }
    }

    private enum State {
        LOADING,
        OPEN,
        DEAD
    }

    /** What the log says about this room's appends. */
    private final class CommitListener implements CommitQueue.Listener {
        @Override
        public void failed(@Nullable Throwable reason) {
            LOGGER.error("An edit was not stored; the room is reloaded: room={}", name, reason);
            die(CloseReason.NOT_STORED);
        }

        @Override
        public void settled() {
            leaveRegistryWhenSettled();
        }
    }
}
