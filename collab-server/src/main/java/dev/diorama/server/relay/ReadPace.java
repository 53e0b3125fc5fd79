package dev.diorama.server.relay;

import java.util.concurrent.TimeUnit;

/**
 * How soon a socket is read again: at once, until it has poured in a megabyte, and from then on so that it comes to 32 MB a second, where a
 * message counts as many bytes as it has and 2,000 more. Not thread-safe.
 */
/*
 * A large upload keeps the event loop, the room's threads and the disk busy at once, for as long as it takes, and many small messages the event
 * loop; everybody else then waits for a processor with every edit. Spread out it takes a little longer, and the others hardly notice.
 */
final class ReadPace {
    private static final long LEAST_PER_SECOND = 32_000_000;
    private static final long BURST_BYTES = 1 << 20;
    /** As many bytes of a large message as take as long as another message. */
    private static final long MESSAGE_BYTES = 2_000;
    /** The same of one that nobody looks into. */
    private static final long DROPPED_MESSAGE_BYTES = 500;

    private final long perSecond;
    private long credit = BURST_BYTES;
    private long lastNanos;

    /**
     * Nothing was read yet.
     *
     * @param allowedPerSecond bytes that the socket may send for long; it is read no slower
     */
    ReadPace(long allowedPerSecond, long nowNanos) {
        this.perSecond = Math.max(LEAST_PER_SECOND, allowedPerSecond);
        this.lastNanos = nowNanos;
    }

    /** A message of so many bytes came. */
    void read(int bytes, long nowNanos) {
        spend(bytes + MESSAGE_BYTES, nowNanos);
    }

    /** A message of so many bytes came, and was dropped. */
    void dropped(int bytes, long nowNanos) {
        spend(bytes + DROPPED_MESSAGE_BYTES, nowNanos);
    }

    private void spend(long cost, long nowNanos) {
        refill(nowNanos);
        // However large a message was, what comes behind it does not wait for longer than a quarter of a second.
        credit = Math.max(credit - cost, -perSecond / 4);
    }

    /** How many milliseconds to wait before the next are read, 0 for none. */
    long waitMillis(long nowNanos) {
        refill(nowNanos);
        return credit >= 0 ? 0 : Math.ceilDiv(-credit * 1_000, perSecond);
    }

    private void refill(long nowNanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(nowNanos - lastNanos);
        // What is less than a microsecond counts the next time.
        lastNanos += TimeUnit.MICROSECONDS.toNanos(micros);
        long most = TimeUnit.SECONDS.toMicros(1);
        credit = Math.min(BURST_BYTES, credit + Math.min(micros, most) * (perSecond / 1_000_000));
    }
}
