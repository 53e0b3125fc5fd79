package dev.diorama.server.relay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What waits for one socket, in order, with its size.
 *
 * <p>One write is in flight at a time and takes everything that came during the last one, up to a batch's size, so that a busy socket
 * is flushed once per batch and a slow one holds no more of the network's buffers than that. The first one begins when the thread that
 * writes has done what it does, so that all edits of one commit leave in one write. Of presence one frame waits at most. Thread-safe.
 */
final class Outbound {
    /** Most bytes of one write, unless a single frame is larger. */
    static final int BATCH_BYTES = 256 * 1024;

    private final Wire wire;
    private final Object lock = new Object();
    private final ArrayDeque<Frame> queue = new ArrayDeque<>();
    private boolean presenceWaits;
    private long bytes;
    private long bytesInFlight;
    private long writtenBytes;
    private boolean writing;
    private boolean pingDue;
    private boolean ended;
    private @Nullable CloseReason closing;
    private @Nullable Runnable whenDrained;

    Outbound(Wire wire) {
        this.wire = wire;
    }

    /** Bytes that were offered and are not with the operating system yet. */
    long bytes() {
        synchronized (lock) {
            return bytes;
        }
    }

    /** Bytes that the operating system has taken so far: moves whenever the peer reads. */
    long writtenBytes() {
        synchronized (lock) {
            return writtenBytes;
        }
    }

    /** Bytes of the write that has not ended: of a large frame nobody can tell how much of it the peer has read. */
    long bytesInFlight() {
        synchronized (lock) {
            return bytesInFlight;
        }
    }

    /**
     * Queues a frame; after the end it is dropped.
     *
     * @return false if it is presence and the last one waits still: it was not queued
     */
    boolean offer(Frame frame) {
        synchronized (lock) {
            if (ended) {
                return true;
            }
            if (frame.isPresence()) {
                if (presenceWaits) {
                    return false;
                }
                presenceWaits = true;
            }
            enqueue(frame);
            if (writing) {
                return true;
            }
            writing = true;
        }
        wire.soon(this::pump);
        return true;
    }

    /** Sends a sign of life and asks for one, unless frames are waiting anyway. */
    void keepAlive() {
        synchronized (lock) {
            if (ended || writing) {
                return;
            }
            enqueue(Frame.KEEP_ALIVE);
            pingDue = true;
            writing = true;
        }
        wire.soon(this::pump);
    }

    /** Calls back once, when the queue is empty and its last byte is with the operating system. */
    void whenDrained(Runnable callback) {
        synchronized (lock) {
            if (ended) {
                return;
            }
            whenDrained = callback;
            if (writing) {
                return;
            }
            writing = true;
        }
        wire.soon(this::pump);
    }

    /** Drops what waits and closes with a reason, after the frame that is being written. */
    void close(CloseReason reason) {
        synchronized (lock) {
            if (ended) {
                return;
            }
            ended = true;
            closing = reason;
            clear();
            if (writing) {
                return;
            }
            writing = true;
        }
        wire.soon(this::pump);
    }

    /** The socket is gone: drops what waits. */
    void end() {
        synchronized (lock) {
            ended = true;
            clear();
        }
    }

    private void clear() {
        queue.clear();
        presenceWaits = false;
        bytes = bytesInFlight;
        whenDrained = null;
    }

    private void enqueue(Frame frame) {
        queue.add(frame);
        bytes += frame.size();
    }

    /** Writes until a write does not complete at once; whoever calls has set {@code writing}. */
    private void pump() {
        boolean again = true;
        while (again) {
            Mono<Void> write = next();
            again = write != null && finishesAtOnce(write);
        }
    }

    /** Starts a write; true if it is over already, else its end calls {@link #pump}. */
    private boolean finishesAtOnce(Mono<Void> write) {
        AtomicInteger turn = new AtomicInteger();
        write.subscribe(
                nothing -> {},
                failure -> {
                    // The peer is gone or the connection is broken; the inbound side hears of it, too.
                    end();
                    wire.abort();
                },
                () -> {
                    if (turn.getAndSet(1) == 2) {
                        pump();
                    }
                });
        return !turn.compareAndSet(0, 2);
    }

    private @Nullable Mono<Void> next() {
        Runnable drained;
        synchronized (lock) {
            bytes -= bytesInFlight;
            writtenBytes += bytesInFlight;
            bytesInFlight = 0;
            if (pingDue) {
                pingDue = false;
                return wire.ping();
            }
            if (!queue.isEmpty()) {
                return wire.send(batch());
            }
            if (closing != null) {
                CloseReason reason = closing;
                closing = null;
                return wire.close(reason);
            }
            drained = whenDrained;
            whenDrained = null;
            if (drained == null) {
                writing = false;
                return null;
            }
        }
        drained.run();
        return Mono.empty();
    }

    private List<Frame> batch() {
        List<Frame> batch = new ArrayList<>(Math.min(queue.size(), 64));
        do {
            Frame frame = queue.remove();
            presenceWaits &= !frame.isPresence();
            batch.add(frame);
            bytesInFlight += frame.size();
        } while (!queue.isEmpty() && bytesInFlight + queue.element().size() <= BATCH_BYTES);
        return batch;
    }
}
