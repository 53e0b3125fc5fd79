package dev.diorama.server.relay;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Reader;
import dev.diorama.server.access.Admission;
import dev.diorama.server.access.Role;
import dev.diorama.server.log.RoomName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** All open sockets: ties each to its room, and checks what can be checked before the room's thread. Thread-safe. */
final class Sockets {
    private static final int SYNC = 0;
    private static final int STEP_2 = 1;
    private static final int AWARENESS = 1;
    /** Types and length in front of a message's payload. */
    private static final int ENVELOPE = 16;
    /** Of what is claimed of an edit. */
    private static final int MAX_CLAIM = 4 * (ExtensionMessage.MAX_GESTURE + ExtensionMessage.MAX_PATH);
    /** Name of a document, in front of each message of Hocuspocus's provider. */
    private static final int MAX_ADDRESS = 2 * RoomName.MAX_BYTES;

    private static final Admission NOBODY = new Admission(Role.NONE, null);

    private final RoomRegistry rooms;
    private final RelayProperties properties;
    private final RelayLimits limits;
    private final LongSupplier nanos;
    private final Turns turns;
    private volatile @Nullable CloseReason closing;
    /** Sockets that are in a room. */
    private final Map<Session, Room> open = new ConcurrentHashMap<>();
    /** Sockets that carry several documents, and are in no room themselves. */
    private final Set<Session> carriers = ConcurrentHashMap.newKeySet();
    /** The documents of those. */
    private final Map<Session, Room> documents = new ConcurrentHashMap<>();

    private final AtomicLong opened = new AtomicLong();

    /**
     * Nobody is connected.
     *
     * @param largeWrites to all sockets together, that run at a time
     * @param nanos a clock
     */
    Sockets(RoomRegistry rooms, RelayProperties properties, RelayLimits limits, int largeWrites, LongSupplier nanos) {
        this.rooms = rooms;
        this.properties = properties;
        this.limits = limits;
        this.nanos = nanos;
        this.turns = new Turns(largeWrites, nanos);
    }

    /** Largest frame that the network layer has to take. */
    static int maxFrameBytes(RelayProperties properties) {
        return Math.toIntExact(properties.state().toBytes() + ENVELOPE + MAX_ADDRESS);
    }

    int size() {
        return open.size() + carriers.size();
    }

    /** Bytes that wait for all sockets together. */
    long queuedBytes() {
        return Stream.of(open.keySet(), carriers, documents.keySet())
                .flatMap(Set::stream)
                .mapToLong(Session::queuedBytes)
                .sum();
    }

    /**
     * Serves a socket until it ends.
     *
     * @param line the connection under it
     */
    Mono<Void> serve(RoomName name, Admission admission, WebSocketSession socket, Line line) {
        Dialect dialect =
                Extended.NAME.equals(socket.getHandshakeInfo().getSubProtocol()) ? new Extended() : new Dialect.Plain();
        Wire wire = turns.wire(new WebSocketWire(socket, line));
        Session session = session(admission, dialect, wire, line);
        line.onBytes(session::heard);
        Visit visit = enter(name, session, open);
        return receive(session, socket, line, visit::receive, visit::leave);
    }

    /**
     * Serves a socket of Hocuspocus's provider until it ends.
     *
     * @param access decides who may enter which room with which token
     */
    Mono<Void> serveDocuments(BiFunction<RoomName, String, Admission> access, WebSocketSession socket, Line line) {
        SharedWire wire = new SharedWire(turns.wire(new WebSocketWire(socket, line)));
        // The socket itself is in no room; it says what belongs to no document.
        Session self = session(NOBODY, new HocuspocusDialect(), wire.bare(), line);
        line.onBytes(self::heard);
        carriers.add(self);
        sayGoodbye(self);
        HocuspocusSocket hocuspocus = new HocuspocusSocket(new HocuspocusSocket.Door() {
            @Override
            public Admission ask(RoomName room, String token) {
                return access.apply(room, token);
            }

            @Override
            public HocuspocusSocket.Entered enter(RoomName room, Admission admission, String address) {
                Wire part = wire.of(HocuspocusSocket.prefix(address));
                return Sockets.this.enter(room, session(admission, new HocuspocusDialect(), part, line), documents);
            }

            @Override
            public void say(byte[] frame) {
                self.send(Frame.of(frame));
            }
        });
        return receive(self, socket, line, hocuspocus::receive, () -> {
            carriers.remove(self);
            self.ended();
            hocuspocus.ended();
        });
    }

    private Session session(Admission admission, Dialect dialect, Wire wire, Line line) {
        Session session = new Session(
                admission, dialect, new Outbound(wire), properties.outbound().toBytes(), nanos, line::abort);
        session.named(Long.toString(opened.incrementAndGet(), Character.MAX_RADIX));
        return session;
    }

    /** The server stops: whoever was on the way in goes at once. */
    private void sayGoodbye(Session session) {
        CloseReason goodbye = closing;
        if (goodbye != null) {
            session.close(goodbye);
        }
    }

    private Visit enter(RoomName name, Session session, Map<Session, Room> among) {
        Room room = rooms.enter(name);
        among.put(session, room);
        room.join(session);
        sayGoodbye(session);
        return new Visit(session, room, among);
    }

    private Mono<Void> receive(
            Session session, WebSocketSession socket, Line line, Receiver receiver, Runnable whenEnded) {
        TokenBucket bucket =
                new TokenBucket(properties.messagesPerSecond(), properties.messageBurst(), nanos.getAsLong());
        TokenBucket bytes = new TokenBucket(
                limits.bytesPerSecond().toBytes(), limits.byteBurst().toBytes(), nanos.getAsLong());
        Sinks.Empty<Void> end = Sinks.empty();
        socket.receive()
                .subscribe(new Inbound(
                        session,
                        (frame, finished) -> {
                            long now = nanos.getAsLong();
                            CloseReason refusal = !bucket.take(now)
                                    ? CloseReason.TOO_MANY_MESSAGES
                                    : !bytes.take(frame.length, now)
                                            ? CloseReason.TOO_MANY_BYTES
                                            : receiver.receive(frame, finished);
                            if (refusal != null) {
                                session.close(refusal);
                                finished.run();
                            }
                        },
                        () -> {
                            whenEnded.run();
                            end.tryEmitEmpty();
                        },
                        line,
                        new ReadPace(limits.bytesPerSecond().toBytes(), nanos.getAsLong()),
                        nanos));
        return end.asMono();
    }

    private @Nullable CloseReason refusal(byte[] frame) {
        if (frame.length == 0) {
            return CloseReason.malformed("an empty frame");
        }
        Lib0Reader reader = new Lib0Reader(frame);
        try {
            long type = reader.readVarUint();
            if (type == ExtensionMessage.TYPE) {
                return over("edit", frame, properties.update().toBytes() + MAX_CLAIM);
            }
            if (type == AWARENESS) {
                return over("presence", frame, properties.presenceMessage().toBytes());
            }
            if (type == SYNC && reader.readVarUint() == STEP_2) {
                return over("state", frame, properties.state().toBytes());
            }
            return over("update", frame, properties.update().toBytes());
        } catch (DecodeException e) {
            return CloseReason.malformed(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable CloseReason over(String what, byte[] frame, long limit) {
        return frame.length > limit + ENVELOPE ? CloseReason.tooLarge(what, frame.length, limit) : null;
    }

    /** Takes a frame over, or says why the socket has to be closed; then nothing was taken over. */
    @FunctionalInterface
    private interface Receiver {
        @Nullable CloseReason receive(byte[] frame, Runnable finished);
    }

    /** A session in its room. */
    private final class Visit implements HocuspocusSocket.Entered {
        final Session session;
        final Room room;
        final Map<Session, Room> among;

        Visit(Session session, Room room, Map<Session, Room> among) {
            this.session = session;
            this.room = room;
            this.among = among;
        }

        @Override
        public @Nullable CloseReason receive(byte[] frame, Runnable finished) {
            CloseReason refusal = refusal(frame);
            if (refusal == null) {
                room.receive(session, frame, finished);
            }
            return refusal;
        }

        @Override
        public void leave() {
            among.remove(session);
            session.ended();
            room.leave(session, () -> rooms.leave(room));
        }
    }

    /** Sends signs of life and drops sockets that give none. */
    void keepAlive() {
        open.keySet().forEach(this::keepAlive);
        carriers.forEach(this::keepAlive);
    }

    private void keepAlive(Session session) {
        if (session.isSilent(properties.silence(), maxFrameBytes(properties))) {
            session.abort();
        } else {
            session.keepAlive();
        }
    }

    /** Everybody who is in a room, with the room. */
    void forEach(BiConsumer<Session, Room> action) {
        open.forEach(action);
        documents.forEach(action);
    }

    /** The sockets that carry several documents. */
    void forEachCarrier(Consumer<Session> action) {
        carriers.forEach(action);
    }

    /** Closes every socket, and those that were on their way in; lets nobody in any more. */
    void close(CloseReason reason) {
        closing = reason;
        forEach((session, room) -> session.close(reason));
        carriers.forEach(session -> session.close(reason));
    }
}
