package dev.diorama.server.log.jdbc;

import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is appended here, one group at a time: each commit takes what was queued during the last one, as
 * {@link AppendQueue} has it.
 *
 * <p>There is no timer: an update that finds nobody writing is committed at once and alone; under load a commit's cost is
 * shared by the updates of all rooms that came while the disk was busy.
 *
 * <p>A thread of its own writes. Where the store is quick and little waits, the thread that appended writes instead, once it has done
 * what else it does: whoever gets the turn takes what comes next, so the order is the same either way.
 *
 * <p>After a refusal it tries the store every second, so that rooms know without an edit when it takes something again.
 */
public final class GroupCommitWriter implements AutoCloseable {
    /** How often a store that refused is tried. */
    private static final long PROBE_MILLIS = 1_000;

    private final GroupStore store;
    private final CommitObserver observer;
    private final AppendQueue queue = new AppendQueue();
    /** Whose turn it is to take from the queue and to write; who waits for it gets it in order. */
    private final ReentrantLock turn = new ReentrantLock(true);
    /** Has a permit when there is something for the log's own thread to do. */
    private final Semaphore due = new Semaphore(0);

    private final CommitPace pace = new CommitPace();
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean closed;
    private volatile @Nullable String refusal;

    /**
     * Makes a writer that does not write yet.
     *
     * @param name of its thread
     */
    public GroupCommitWriter(String name, GroupStore store, CommitObserver observer) {
        this.store = store;
        this.observer = observer;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Starts to write; once. */
    public void start() {
        thread.start();
    }

    /** Queues an update; completes as {@link dev.diorama.server.log.UpdateLog#append} has it, on the thread that wrote. */
    public CompletableFuture<Long> append(RoomName room, NewUpdate update) {
        Append append = enqueue(room, update);
        due.release();
        return append.sequence();
    }

    /**
     * Queues an update, and maybe writes it by means of the caller.
     *
     * @param soon runs a task that blocks for about a millisecond, when what is urgent is done
     */
    public CompletableFuture<Long> append(RoomName room, NewUpdate update, Executor soon) {
        if (!mayWriteHere()) {
            return append(room, update);
        }
        Append append = enqueue(room, update);
        soon.execute(this::writeHere);
        return append.sequence();
    }

    private Append enqueue(RoomName room, NewUpdate update) {
        Append append = new Append(room, update);
        queue.add(append);
        if (closed) {
            refuseRest();
        }
        return append;
    }

    /** Runs a task while nobody writes; waits for the commit that is being made. */
    public void alone(Runnable task) {
        turn.lock();
        try {
            task.run();
        } finally {
            turn.unlock();
        }
    }

    /** Why the store refused the last time, null since it took something; see {@link dev.diorama.server.log.UpdateLog#refusal}. */
    public @Nullable String refusal() {
        return refusal;
    }

    /** Commits what was appended before the call, then stops. */
    @Override
    public void close() {
        closing = true;
        due.release();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            boolean called = awaitCall();
            // Before the rest is written: what is appended before close() is stored.
            boolean last = closing;
            if (!called) {
                alone(this::probe);
            }
            boolean more = true;
            while (more) {
                // A turn for each group: who waits to be alone comes in between.
                turn.lock();
                try {
                    more = writeNext();
                } finally {
                    turn.unlock();
                }
            }
            closed = last;
        }
        refuseRest();
    }

    /** Returns when there is something to write, or false when a store that refused is to be tried. */
    private boolean awaitCall() {
        boolean called = true;
        try {
            if (refusal == null) {
                due.acquire();
            } else {
                called = due.tryAcquire(PROBE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // Nobody but close() ends this thread, and it does so by a permit: on to what waits.
            called = true;
        }
        due.drainPermits();
        return called;
    }

    private void writeHere() {
        if (queue.isEmpty()) {
            // A task before this one took it along.
            return;
        }
        // By itself it would get in before who waits.
        if (turn.hasQueuedThreads() || !turn.tryLock()) {
            due.release();
            return;
        }
        try {
            // Only who has the turn knows that nothing of this changes.
            if (closing || !mayWriteHere() || !queue.waitsLittle() || !writeAtOnce()) {
                due.release();
            }
        } finally {
            turn.unlock();
        }
    }

    private boolean mayWriteHere() {
        return refusal == null && pace.isQuick();
    }

    /** Makes one commit of what waits; false if nothing does. */
    private boolean writeNext() {
        List<Append> group = queue.next();
        if (!group.isEmpty()) {
            commit(group, true);
        }
        return !group.isEmpty();
    }

    /** As {@link #writeNext}, but false if that would be to wait for another process. */
    private boolean writeAtOnce() {
        List<Append> group = queue.next();
        boolean stored = group.isEmpty() || commit(group, false);
        if (!stored) {
            queue.giveBack(group);
        }
        return stored;
    }

    private void refuseRest() {
        LogUnavailableException reason = new LogUnavailableException("the log is closed");
        alone(() -> {
            for (List<Append> group = queue.next(); !group.isEmpty(); group = queue.next()) {
                group.forEach(append -> append.refuse(reason));
            }
        });
    }

    /** Has every append of the group answered; false if the store was not to be had. */
    private boolean commit(List<Append> group, boolean patient) {
        long began = System.nanoTime();
        long @Nullable [] sequences;
        try {
            sequences = store.write(group.stream().map(Append::entry).toList(), patient);
        } catch (SQLException | RuntimeException | Error e) {
            // Errors too: this thread writes for all rooms, and must neither die nor leave an append without an answer.
            refusal = String.valueOf(e.getMessage());
            // Tries the store from now on, if it was another thread that wrote.
            due.release();
            observer.failed(group.size(), e);
            LogUnavailableException reason =
                    new LogUnavailableException("the log refused " + group.size() + " updates: " + e.getMessage(), e);
            group.forEach(append -> append.refuse(reason));
            return true;
        }
        if (sequences == null) {
            return false;
        }
        taken();
        long nanos = System.nanoTime() - began;
        pace.took(nanos);
        observer.committed(group.size(), nanos);
        for (int i = 0; i < sequences.length; i++) {
            group.get(i).sequence().complete(sequences[i]);
        }
        return true;
    }

    private void probe() {
        try {
            store.probe();
            taken();
        } catch (SQLException | RuntimeException | Error e) {
            refusal = String.valueOf(e.getMessage());
        }
    }

    private void taken() {
        if (refusal != null) {
            refusal = null;
            observer.recovered();
        }
    }
}
