package dev.diorama.server.relay;

import dev.diorama.server.log.RoomName;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Rooms' threads that are the event loops of the sockets: an edit of a socket on the room's own loop changes threads for the log alone,
 * and what the room tells that loop's sockets is written without waking anybody. Thread-safe.
 */
final class RoomLoops implements RoomThreads {
    private final Supplier<? extends Iterable<EventExecutor>> loops;
    private final Executor afterwards;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<Loop> known = List.of();

    /**
     * Asks for the loops when the first room wants one.
     *
     * @param afterwards takes what comes when the loops have ended, because the server stops
     */
    RoomLoops(Supplier<? extends Iterable<EventExecutor>> loops, Executor afterwards) {
        this.loops = loops;
        this.afterwards = afterwards;
    }

    /** The loop that calls, since the room's first socket is on it, else one after the other. */
    @Override
    public Executor choose(RoomName room) {
        List<Loop> all = loops();
        for (Loop loop : all) {
            if (loop.executor.inEventLoop()) {
                return new RoomLoop(room, loop);
            }
        }
        return new RoomLoop(room, all.get(Math.floorMod(turn.getAndIncrement(), all.size())));
    }

    private List<Loop> loops() {
        if (known.isEmpty()) {
            synchronized (this) {
                if (known.isEmpty()) {
                    List<Loop> found = new ArrayList<>();
                    loops.get().forEach(executor -> found.add(new Loop(executor)));
                    known = List.copyOf(found);
                }
            }
        }
        return known;
    }

    private static final class Loop {
        final EventExecutor executor;
        /** Whether it does a room's work right now; of its thread. */
        boolean working;

        Loop(EventExecutor executor) {
            this.executor = executor;
        }
    }

    private final class RoomLoop implements Executor, Here {
        private final RoomName room;
        private final Loop loop;

        RoomLoop(RoomName room, Loop loop) {
            this.room = room;
            this.loop = loop;
        }

        @Override
        public void execute(Runnable task) {
            try {
                loop.executor.execute(() -> work(task));
            } catch (RejectedExecutionException e) {
                afterwards.execute(() -> LogContext.in(room, task));
            }
        }

        @Override
        public boolean runNow(Runnable task) {
            if (!loop.executor.inEventLoop() || loop.working) {
                return false;
            }
            work(task);
            return true;
        }

        private void work(Runnable task) {
            loop.working = true;
            try {
                LogContext.in(room, task);
            } finally {
                loop.working = false;
            }
        }
    }
}
