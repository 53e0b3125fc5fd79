package dev.diorama.server.relay;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Reader;
import dev.diorama.server.access.Admission;
import dev.diorama.server.log.RoomName;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** All open sockets: ties each to its room, and checks what can be checked before the room's thread. Thread-safe. */
final class Sockets {
    private static final int SYNC = 0;
    private static final int STEP_2 = 1;
    private static final int AWARENESS = 1;
    /** Types and length in front of a message's payload. */
    private static final int ENVELOPE = 16;

    /** Large writes, to all sockets together, that run at a time. */
    private static final int LARGE_WRITES = 4;

    /** How long a large write counts; behind it a slow reader is, who burdens nobody. */
    private static final long LARGE_WRITE_PATIENCE_MILLIS = 25;

    private final RoomRegistry rooms;
    private final RelayProperties properties;
    private final RelayLimits limits;
    private final LongSupplier nanos;
    private final Turns turns = new Turns(
            LARGE_WRITES,
            task -> Schedulers.parallel().schedule(task, LARGE_WRITE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
    private volatile @Nullable CloseReason closing;
    private final Set<Session> open = ConcurrentHashMap.newKeySet();

    Sockets(RoomRegistry rooms, RelayProperties properties, RelayLimits limits, LongSupplier nanos) {
        this.rooms = rooms;
        this.properties = properties;
        this.limits = limits;
        this.nanos = nanos;
    }

    /** Largest frame that the network layer has to take. */
    static int maxFrameBytes(RelayProperties properties) {
        return Math.toIntExact(properties.state().toBytes() + ENVELOPE);
    }

    int size() {
        return open.size();
    }

    /** Bytes that wait for all sockets together. */
    long queuedBytes() {
        return open.stream().mapToLong(Session::queuedBytes).sum();
    }

    /**
     * Serves a socket until it ends.
     *
     * @param abort ends its connection without a word
     */
    Mono<Void> serve(RoomName name, Admission admission, WebSocketSession socket, Runnable abort) {
        Outbound outbound = new Outbound(turns.wire(new WebSocketWire(socket, abort)));
        Session session = new Session(admission, outbound, properties.outbound().toBytes(), nanos, abort);
        Room room = rooms.enter(name);
        open.add(session);
        room.join(session);
        CloseReason goodbye = closing;
        if (goodbye != null) {
            session.close(goodbye);
        }
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
                                    : !bytes.take(frame.length, now) ? CloseReason.TOO_MANY_BYTES : refusal(frame);
                            if (refusal == null) {
                                room.receive(session, frame, finished);
                            } else {
                                session.close(refusal);
                                finished.run();
                            }
                        },
                        () -> {
                            open.remove(session);
                            session.ended();
                            room.leave(session, () -> rooms.leave(room));
                            end.tryEmitEmpty();
                        }));
        return end.asMono();
    }

    private @Nullable CloseReason refusal(byte[] frame) {
        if (frame.length == 0) {
            return CloseReason.malformed("an empty frame");
        }
        Lib0Reader reader = new Lib0Reader(frame);
        try {
            long type = reader.readVarUint();
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

    /** Sends signs of life and drops sockets that give none. */
    void keepAlive() {
        for (Session session : open) {
            if (session.silentNanos() > properties.silence().toNanos()) {
                session.abort();
            } else {
                session.keepAlive();
            }
        }
    }

    /** Closes every socket, and those that were on their way in. */
    void close(CloseReason reason) {
        closing = reason;
        open.forEach(session -> session.close(reason));
    }
}
