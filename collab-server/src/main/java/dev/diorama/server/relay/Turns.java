package dev.diorama.server.relay;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets a few large writes run at a time, first come, first served, so that a crowd that joins a large room leaves the event loops to the
 * others. Thread-safe.
 *
 * <p>Who takes long, because its peer reads slowly, goes on but no longer counts: it burdens no event loop.
 */
final class Turns {
    private final int places;
    private final Consumer<Runnable> afterPatience;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final AtomicInteger calls = new AtomicInteger();
    private int taken;

    /**
     * Nobody writes yet.
     *
     * @param places how many write at a time
     * @param afterPatience runs a task when a write has counted for long enough
     */
    Turns(int places, Consumer<Runnable> afterPatience) {
        this.places = places;
        this.afterPatience = afterPatience;
    }

    /** The same write, once it is its turn. */
    Mono<Void> take(Mono<Void> write) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> turn = Sinks.empty();
            AtomicBoolean counts = new AtomicBoolean(true);
            Runnable leave = () -> {
                if (counts.getAndSet(false)) {
                    change(null);
                }
            };
            change(() -> {
                afterPatience.accept(leave);
                turn.tryEmitEmpty();
            });
            return turn.asMono().then(write).doFinally(signal -> leave.run());
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
            return frames.getFirst().size() > Outbound.BATCH_BYTES ? turns.take(write) : write;
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
    }
}
