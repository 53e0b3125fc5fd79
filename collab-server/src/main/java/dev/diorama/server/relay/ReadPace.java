package dev.diorama.server.relay;

import java.util.concurrent.TimeUnit;

/**
 * How soon a socket is read again: at once, until it has poured in a megabyte or five hundred messages, and from then on so that it comes to
 * 32 MB or 16,000 messages a second. Not thread-safe.
 */
/*
 * A large upload keeps the event loop, the room's threads and the disk busy at once, for as long as it takes, and many small messages the event
 * loop; everybody else then waits for a processor with every edit. Spread out it takes a little longer, and the others hardly notice.
 */
final class ReadPace {
    private static final long BYTES_PER_SECOND = 32_000_000;
    private static final long BURST_BYTES = 1 << 20;
    /** As many bytes of a large message as take as long as another message. */
    private static final long MESSAGE_BYTES = 2_000;
    /** However large a message was, what comes behind it does not wait for longer than this many bytes take. */
    private static final long MOST_DEBT = BYTES_PER_SECOND / 4;

    private long credit = BURST_BYTES;
    private long lastNanos;

    ReadPace(long nowNanos) {
        this.lastNanos = nowNanos;
    }

    /** A message of so many bytes came. */
    void read(int bytes, long nowNanos) {
        refill(nowNanos);
        credit = Math.max(credit - bytes - MESSAGE_BYTES, -MOST_DEBT);
    }

    /** How many milliseconds to wait before the next are read, 0 for none. */
    long waitMillis(long nowNanos) {
        refill(nowNanos);
        return credit >= 0 ? 0 : Math.ceilDiv(-credit * 1_000, BYTES_PER_SECOND);
    }

    private void refill(long nowNanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(nowNanos - lastNanos);
        // What is less than a microsecond counts the next time.
        lastNanos += TimeUnit.MICROSECONDS.toNanos(micros);
        long most = TimeUnit.SECONDS.toMicros(1);
        credit = Math.min(BURST_BYTES, credit + Math.min(micros, most) * (BYTES_PER_SECOND / 1_000_000));
    }
}
