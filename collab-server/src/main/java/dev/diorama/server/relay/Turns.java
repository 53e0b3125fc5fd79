package dev.diorama.server.relay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets a few large writes run at a time, first come, first served, so that a crowd that joins a large room leaves the event loops to the
 * others. Thread-safe.
 *
 * <p>Who takes long, because its peer reads slowly, goes on but no longer counts: it burdens no event loop. Whether it does shows in its event
 * loop's being late: while that has more to do than it gets done, nobody is added to it.
 */
final class Turns {
    /** How long a write counts, when its event loop is in time. */
    static final long PATIENCE_MILLIS = 25;
    /** An event loop that is late by more than this has too much to do. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** How often a late event loop is waited for: it may be late for another reason. */
    private static final int ROUNDS = 40;

    private final int places;
    private final LongSupplier nanos;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final AtomicInteger calls = new AtomicInteger();
    private int taken;

    /**
     * Nobody writes yet.
     *
     * @param places how many write at a time
     * @param nanos a clock
     */
    Turns(int places, LongSupplier nanos) {
        this.places = places;
        this.nanos = nanos;
    }

    /**
     * The same write, once it is its turn.
     *
     * @param timer runs a task after {@link #PATIENCE_MILLIS}, when the thread that writes gets to it
     */
    Mono<Void> take(Mono<Void> write, Consumer<Runnable> timer) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> turn = Sinks.empty();
            AtomicBoolean counts = new AtomicBoolean(true);
            Runnable leave = () -> {
                if (counts.getAndSet(false)) {
                    change(null);
                }
            };
            change(() -> {
                patience(leave, timer, ROUNDS);
                turn.tryEmitEmpty();
            });
            return turn.asMono().then(write).doFinally(signal -> leave.run());
        });
    }

    private void patience(Runnable leave, Consumer<Runnable> timer, int rounds) {
        long due = nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        timer.accept(() -> {
            if (rounds > 1 && nanos.getAsLong() - due > LATE_NANOS) {
                patience(leave, timer, rounds - 1);
            } else {
                leave.run();
            }
        });
    }

    /** Queues one, or, with null, lets one go; whoever may start then is started here, but never from within another start. */
    private void change(@Nullable Runnable start) {
        synchronized (waiting) {
            if (start == null) {
                taken--;
            } else {
                waiting.add(start);
            }
        }
        if (calls.getAndIncrement() > 0) {
            return;
        }
        do {
            for (Runnable next = next(); next != null; next = next()) {
                next.run();
            }
        } while (calls.decrementAndGet() > 0);
    }

    private @Nullable Runnable next() {
        synchronized (waiting) {
            if (taken >= places || waiting.isEmpty()) {
                return null;
            }
            taken++;
            return waiting.remove();
        }
    }

    /** A socket whose large writes take turns. */
    Wire wire(Wire wire) {
        return new TakingTurns(wire, this);
    }

    private record TakingTurns(Wire wire, Turns turns) implements Wire {
        @Override
        public Mono<Void> send(List<Frame> frames) {
            Mono<Void> write = wire.send(frames);
            return frames.getFirst().size() > Outbound.BATCH_BYTES
                    ? turns.take(write, task -> wire.later(PATIENCE_MILLIS, task))
                    : write;
        }

        @Override
        public Mono<Void> ping() {
            return wire.ping();
        }

        @Override
        public Mono<Void> close(CloseReason reason) {
            return wire.close(reason);
        }

        @Override
        public void abort() {
            wire.abort();
        }

        @Override
        public void soon(Runnable task) {
            wire.soon(task);
        }

        @Override
        public void later(long millis, Runnable task) {
            wire.later(millis, task);
        }
    }
}
