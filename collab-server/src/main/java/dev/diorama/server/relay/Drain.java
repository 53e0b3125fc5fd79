package dev.diorama.server.relay;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orderly end of all sockets, when nobody new is let in any more: everybody is told to come back, each a little later than the other, so that they
 * do not all come back at once; each hears the end of what it sent before.
 */
final class Drain {
    private static final Logger LOGGER = LoggerFactory.getLogger(Drain.class);
    private static final long JITTER_MILLIS = 2_000;

    private final Sockets sockets;
    private final Duration longest;
    private final LongUnaryOperator random;
    private final Delays delays;

    /**
     * An end that has not come.
     *
     * @param longest after which who is still there is cut off
     * @param random gives a number from 0 to below its argument
     */
    Drain(Sockets sockets, Duration longest, LongUnaryOperator random, Delays delays) {
        this.sockets = sockets;
        this.longest = longest;
        this.random = random;
        this.delays = delays;
    }

    /** Sends everybody away and waits until they are gone, but not for ever. */
    void run() {
        int open = sockets.size();
        if (open > 0) {
            LOGGER.info("Closing {} sockets", open);
        }
        sockets.forEach((session, room) ->
                delays.after(random.applyAsLong(JITTER_MILLIS)).execute(() -> room.dismiss(session)));
        sockets.forEachCarrier(
                session -> delays.after(JITTER_MILLIS).execute(() -> session.close(CloseReason.RESTART)));
        long deadline = System.nanoTime() + longest.toNanos();
        while (sockets.size() > 0 && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        // Who did not read what waited for them is cut off without it; they have what they sent.
        sockets.close(CloseReason.RESTART);
        LOGGER.info("Closed {} sockets; {} had to be cut off", open, sockets.size());
    }

    /** Executors that run things later. */
    @FunctionalInterface
    interface Delays {
        Executor after(long millis);
    }
}
