package dev.diorama.server.relay;

import dev.diorama.server.access.Admission;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Schedulers;

/** One socket in a room. What has no other word on it belongs to the room's thread. */
final class Session {
    private static final Logger LOGGER = LoggerFactory.getLogger(Session.class);
    private static final long CLOSE_SECONDS = 5;
    /** Bytes a second that a large frame is given time for. */
    private static final long SLOWEST = 64 << 10;

    private final Admission admission;
    private final Dialect dialect;
    private final Outbound outbound;
    private final long maxOutboundBytes;
    private final LongSupplier nanos;
    private final Runnable abort;
    private final SessionAuthor author;
    private final Set<Long> presence = new HashSet<>();
    private volatile String id = "";
    private volatile long heardNanos;
    private volatile long messageNanos;
    private volatile boolean closing;
    private long resumeFrom;
    private long lagNanos;
    private boolean joining;
    private long seenWritten;

    Session(
            Admission admission,
            Dialect dialect,
            Outbound outbound,
            long maxOutboundBytes,
            LongSupplier nanos,
            Runnable abort) {
        this.admission = admission;
        this.dialect = dialect;
        this.author = new SessionAuthor(admission.account());
        this.outbound = outbound;
        this.maxOutboundBytes = maxOutboundBytes;
        this.nanos = nanos;
        this.abort = abort;
        this.heardNanos = nanos.getAsLong();
        this.messageNanos = heardNanos;
    }

    /** Gives it what the log calls it. */
    void named(String name) {
        id = name;
    }

    /** Any thread: what the log calls it, and no other session of this process. */
    String id() {
        return id;
    }

    Admission admission() {
        return admission;
    }

    /** How it hears of the log and of its own edits. */
    Dialect dialect() {
        return dialect;
    }

    /** Who is accountable for what this socket sends. */
    SessionAuthor author() {
        return author;
    }

    /** Any thread: bytes of the peer came. Whole messages would not do: on a slow line one can take minutes, and no pong gets past it. */
    void heard() {
        heardNanos = nanos.getAsLong();
    }

    /** Any thread: a whole message of the peer came. */
    void heardMessage() {
        heard();
        messageNanos = heardNanos;
    }

    /**
     * Any thread: whether the peer has shown no sign of life for too long, or is at one message for longer than the largest takes at 64 KiB a
     * second.
     */
    boolean isSilent(Duration silence, long largestMessage) {
        long now = nanos.getAsLong();
        long longest = TimeUnit.SECONDS.toNanos(largestMessage) / SLOWEST;
        return now - heardNanos > silence.toNanos() || now - messageNanos > silence.toNanos() + longest;
    }

    /** Any thread: bytes that wait for this socket. */
    long queuedBytes() {
        return outbound.bytes();
    }

    /** Clients whose presence this socket brought. */
    Set<Long> presence() {
        return presence;
    }

    /** Any thread: queues a frame that is no part of the log. */
    void send(Frame frame) {
        outbound.offer(frame);
    }

    /** Any thread: queues a frame that is no part of the log, if there is one. */
    void tell(@Nullable Frame frame) {
        if (frame != null) {
            send(frame);
        }
    }

    /**
     * Queues presence.
     *
     * @return false if the last one waits still, or so much else that the document has to come first: it was not queued
     */
    boolean sendPresence(Frame frame) {
        return outbound.bytes() <= maxOutboundBytes && outbound.offer(frame);
    }

    /**
     * Queues an answer that the peer asked for.
     *
     * @return false if the peer asks faster than it reads
     */
    boolean answer(Frame frame) {
        if (outbound.bytes() > maxOutboundBytes) {
            return false;
        }
        outbound.offer(frame);
        return true;
    }

    /**
     * Queues an answer of several frames.
     *
     * @return false if the peer asks faster than it reads
     */
    boolean answer(List<Frame> frames) {
        if (outbound.bytes() > maxOutboundBytes) {
            return false;
        }
        frames.forEach(this::send);
        return true;
    }

    /**
     * Queues an entry of the log, in the log's order.
     *
     * @return true if the session began to lag with this entry: from now on it gets nothing until it caught up from the log
     */
    boolean sendEntry(long sequence, Frame frame) {
        if (lags()) {
            // An entry of another server may come behind its successors.
            resumeFrom = Math.min(resumeFrom, sequence);
            return false;
        }
        if (outbound.bytes() <= maxOutboundBytes) {
            outbound.offer(dialect.entry(sequence, frame));
            return false;
        }
        resumeFrom = sequence;
        lagNanos = nanos.getAsLong();
        return true;
    }

    /** Queues an entry that was held back. */
    void sendHeldBack(long sequence, Frame frame) {
        outbound.offer(dialect.entry(sequence, frame));
    }

    /** The peer wants to have the log from an entry on; from now on it gets nothing else of it. */
    void join(long from) {
        joining = true;
        resumeFrom = lags() ? Math.min(resumeFrom, from) : from;
        lagNanos = nanos.getAsLong();
    }

    /** Whether entries are held back because the peer does not read fast enough. */
    boolean lags() {
        return resumeFrom > 0;
    }

    /** Sequence of the first entry that was held back. */
    long resumeFrom() {
        return resumeFrom;
    }

    /** The peer got the entries from one to the one before another; unless older ones turned up meanwhile it goes on from there. */
    void caughtUpTo(long from, long next) {
        if (resumeFrom == from) {
            resumeFrom = next;
        }
        lagNanos = nanos.getAsLong();
    }

    /** Nothing is held back any more. */
    void caughtUp() {
        if (joining) {
            joining = false;
            outbound.offer(ExtensionMessage.synced(resumeFrom - 1));
        }
        resumeFrom = 0;
    }

    /**
     * Nanoseconds for which a lagging peer has read too little; 0 for one that keeps up. Whoever reads gets on, however slowly: a large
     * frame has as long as it takes at 64 KiB a second.
     */
    long lagNanos() {
        if (!lags()) {
            return 0;
        }
        long written = outbound.writtenBytes();
        if (written != seenWritten) {
            seenWritten = written;
            lagNanos = nanos.getAsLong();
        }
        long allowance =
                TimeUnit.SECONDS.toNanos(Math.max(0, outbound.bytesInFlight() - Outbound.BATCH_BYTES)) / SLOWEST;
        return Math.max(0, nanos.getAsLong() - lagNanos - allowance);
    }

    void whenDrained(Runnable callback) {
        outbound.whenDrained(callback);
    }

    /** Any thread. */
    void keepAlive() {
        outbound.keepAlive();
    }

    /** Any thread: says why and ends the connection; a peer that does not take the close frame in time is cut off. */
    void close(CloseReason reason) {
        if (!closing) {
            LOGGER.debug("A socket is closed: code={}, reason={}", reason.code(), reason.text());
        }
        closing = true;
        outbound.close(reason);
        Schedulers.parallel().schedule(abort, CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** Any thread: whether the session was told to go; what it still sends is nobody's. */
    boolean isClosing() {
        return closing;
    }

    /** Any thread: ends the connection without a word. */
    void abort() {
        abort.run();
    }

    /** Any thread: the connection is gone. */
    void ended() {
        outbound.end();
    }
}
