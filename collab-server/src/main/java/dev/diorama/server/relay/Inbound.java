package dev.diorama.server.relay;

import java.util.function.LongSupplier;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;

/**
 * Reads one socket, no faster than its room works, the log commits and {@link ReadPace} has it: the peer feels it as a full TCP window.
 *
 * <p>Runs on the event loop, so it copies, checks sizes and hands over, nothing else.
 */
final class Inbound extends BaseSubscriber<WebSocketMessage> {
    private static final Logger LOGGER = LoggerFactory.getLogger(Inbound.class);
    private static final int MAX_UNFINISHED = 64;
    private static final long MAX_UNFINISHED_BYTES = 1 << 20;
    /** Who still sends so much after it was told to go does not listen. */
    private static final long MAX_UNHEARD_BYTES = 16 << 20;

    private final Session session;
    private final Receiver receiver;
    private final Runnable whenEnded;
    private final Upstream upstream;
    private final LongSupplier nanos;
    private final Object lock = new Object();
    private final ReadPace pace;
    private boolean asked;
    private int unfinished;
    private long unfinishedBytes;
    private long unheardBytes;

    /**
     * Reads nothing yet.
     *
     * @param whenEnded runs once, when nothing more comes
     * @param pace how fast it is read
     * @param nanos a clock
     */
    Inbound(
            Session session,
            Receiver receiver,
            Runnable whenEnded,
            Upstream upstream,
            ReadPace pace,
            LongSupplier nanos) {
        this.session = session;
        this.receiver = receiver;
        this.whenEnded = whenEnded;
        this.upstream = upstream;
        this.pace = pace;
        this.nanos = nanos;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        askIfRoom();
    }

    @Override
    protected void hookOnNext(WebSocketMessage message) {
        int size = message.getPayload().readableByteCount();
        if (session.isClosing()) {
            drop(size);
            return;
        }
        session.heardMessage();
        boolean binary = message.getType() == WebSocketMessage.Type.BINARY;
        byte[] frame = binary ? copy(message.getPayload()) : new byte[0];
        synchronized (lock) {
            asked = false;
            unfinished++;
            unfinishedBytes += size;
            pace.read(size, nanos.getAsLong());
        }
        if (binary) {
            receiver.receive(frame, () -> finished(size));
        } else {
            if (message.getType() == WebSocketMessage.Type.TEXT) {
                session.close(CloseReason.TEXT_FRAME);
            }
            finished(size);
        }
        askIfRoom();
    }

    /** What comes behind our close frame is nobody's; it is read so that the peer comes to read that frame. */
    private void drop(int size) {
        unheardBytes += size;
        if (unheardBytes > MAX_UNHEARD_BYTES) {
            session.abort();
            return;
        }
        synchronized (lock) {
            asked = false;
            pace.dropped(size, nanos.getAsLong());
        }
        askIfRoom();
    }

    @Override
    protected void hookOnError(Throwable failure) {
        // The peer broke the connection or the wire's own rules; the network layer has answered.
        LOGGER.debug("A socket failed", failure);
    }

    @Override
    protected void hookFinally(SignalType type) {
        whenEnded.run();
    }

    private void finished(int size) {
        synchronized (lock) {
            unfinished--;
            unfinishedBytes -= size;
        }
        askIfRoom();
    }

    private void askIfRoom() {
        long millis;
        synchronized (lock) {
            if (asked
                    || (unfinished > 0 && (unfinished >= MAX_UNFINISHED || unfinishedBytes >= MAX_UNFINISHED_BYTES))) {
                return;
            }
            asked = true;
            millis = pace.waitMillis(nanos.getAsLong());
        }
        // What is left of a connection that has ended is here already: to wait for it would only keep it here.
        if (millis > 0 && upstream.isOpen()) {
            upstream.later(millis, () -> request(1));
        } else {
            request(1);
        }
    }

    /** The buffer belongs to the network layer and is recycled when this call returns. */
    private static byte[] copy(DataBuffer payload) {
        byte[] bytes = new byte[payload.readableByteCount()];
        payload.read(bytes);
        return bytes;
    }

    /** Takes frames over. */
    @FunctionalInterface
    interface Receiver {
        /**
         * A frame came.
         *
         * @param finished to be called once the frame no longer needs anything, from any thread
         */
        void receive(byte[] frame, Runnable finished);
    }

    /** The connection that is read. */
    interface Upstream {
        /** Whether more may come than has come. */
        boolean isOpen();

        /** Runs a task once so many milliseconds are over, on any thread, unless the connection is forgotten by then. */
        void later(long millis, Runnable task);
    }
}
