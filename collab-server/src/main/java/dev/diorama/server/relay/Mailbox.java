package dev.diorama.server.relay;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in the order of their arrival, on threads of another executor: what one task wrote, the next sees.
 */
final class Mailbox implements Executor {
    private static final Logger LOGGER = LoggerFactory.getLogger(Mailbox.class);
    /** Tasks of one turn; then other mailboxes get the thread. */
    private static final int TURN = 256;

    private final Executor threads;
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    Mailbox(Executor threads) {
        this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            threads.execute(this::turn);
        }
    }

    private void turn() {
        for (int i = 0; i < TURN; i++) {
            run(tasks.poll());
            if (waiting.decrementAndGet() == 0) {
                return;
            }
        }
        threads.execute(this::turn);
    }

    // A task that fails must not take the room's thread with it; the tasks handle what they can foresee.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void run(@org.jspecify.annotations.Nullable Runnable task) {
        try {
            if (task != null) {
                task.run();
            }
        } catch (Throwable e) {
            // Errors too: without the count that follows, the room would take no task ever again.
            LOGGER.error("A task of a room failed", e);
        }
    }
}
