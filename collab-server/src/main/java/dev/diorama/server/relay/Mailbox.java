package dev.diorama.server.relay;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in the order of their arrival, on threads of other executors: what one task wrote, the next sees.
 *
 * <p>A task that computes for long runs on threads of its own kind, which the system takes turns between: the others are shared by mailboxes
 * and sockets, which would wait with it.
 */
final class Mailbox implements Executor {
    private static final Logger LOGGER = LoggerFactory.getLogger(Mailbox.class);
    /** Tasks of one turn; then others get the thread. */
    private static final int TURN = 32;

    private final Executor threads;
    private final Executor longThreads;
    private final ConcurrentLinkedQueue<Task> tasks = new ConcurrentLinkedQueue<>();
    /** Tasks in the queue, and one more until {@link #open}. */
    private final AtomicInteger waiting = new AtomicInteger(1);

    /**
     * An empty mailbox that keeps its tasks until it is opened.
     *
     * @param longThreads for tasks that compute for long
     */
    Mailbox(Executor threads, Executor longThreads) {
        this.threads = threads;
        this.longThreads = longThreads;
    }

    /** Begins to run the tasks, those of before first; called once. */
    void open() {
        if (waiting.decrementAndGet() > 0) {
            begin(tasks.element());
        }
    }

    @Override
    public void execute(Runnable task) {
        add(new Task(task, threads));
    }

    /** As {@link #execute}, but at once if nothing is in the way and the calling thread is the right one. */
    void executeHere(Runnable task) {
        tasks.add(new Task(task, threads));
        if (waiting.getAndIncrement() > 0) {
            return;
        }
        if (!(threads instanceof RoomThreads.Here here) || !here.runNow(() -> turn(threads))) {
            threads.execute(() -> turn(threads));
        }
    }

    /** As {@link #execute}, for what computes for more than a few milliseconds. */
    void executeLong(Runnable task) {
        add(new Task(task, longThreads));
    }

    private void add(Task task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            begin(task);
        }
    }

    private void begin(Task first) {
        first.threads.execute(() -> turn(first.threads));
    }

    private void turn(Executor current) {
        Executor next = current;
        for (int i = 0; i < TURN; i++) {
            Task task = tasks.element();
            next = task.threads;
            if (!next.equals(current)) {
                break;
            }
            tasks.remove();
            run(task.action);
            if (waiting.decrementAndGet() == 0) {
                return;
            }
        }
        Executor then = next;
        then.execute(() -> turn(then));
    }

    // A task that fails must not take the room's thread with it; the tasks handle what they can foresee.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            // Errors too: without the count that follows, the room would take no task ever again.
            LOGGER.error("A task of a room failed", e);
        }
    }

    private record Task(Runnable action, Executor threads) {}
}
