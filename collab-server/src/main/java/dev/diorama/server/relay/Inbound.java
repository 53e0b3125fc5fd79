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
    private final Timer timer;
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
     * @param nanos a clock
     */
    Inbound(Session session, Receiver receiver, Runnable whenEnded, Timer timer, LongSupplier nanos) {
        this.session = session;
        this.receiver = receiver;
        this.whenEnded = whenEnded;
        this.timer = timer;
        this.nanos = nanos;
        this.pace = new ReadPace(nanos.getAsLong());
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
            pace.read(size, nanos.getAsLong());
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
        if (millis > 0) {
            timer.later(millis, () -> request(1));
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

    /** Runs tasks later. */
    @FunctionalInterface
    interface Timer {
        /** Runs a task once so many milliseconds are over, on any thread. */
        void later(long millis, Runnable task);
    }
}
