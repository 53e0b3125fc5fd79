package dev.diorama.server.log.jdbc;

import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The only thread that writes what is appended here: each commit takes whatever was queued during the last one.
 *
 * <p>There is no timer: an update that finds the writer idle is committed at once and alone; under load a commit's cost is
 * shared by all updates of all rooms that came while the disk was busy.
 *
 * <p>After a refusal it tries the store every second, so that rooms know without an edit when it takes something again.
 */
public final class GroupCommitWriter implements AutoCloseable {
    /** Most entries of one commit, so that the first of them does not wait for ever. */
    private static final int MAX_GROUP = 4096;
    /** A commit takes no further entry once it has as many bytes. */
    private static final long MAX_GROUP_BYTES = 16 << 20;
    /** How often a store that refused is tried. */
    private static final long PROBE_MILLIS = 1_000;

    private final GroupStore store;
    private final CommitObserver observer;
    private final LinkedBlockingQueue<Task> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
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

    /** Queues an update; completes as {@link dev.diorama.server.log.UpdateLog#append} has it, on the writer's thread. */
    public CompletableFuture<Long> append(RoomName room, NewUpdate update) {
        Append append = new Append(new GroupStore.Entry(room, update), new CompletableFuture<>());
        queue.add(append);
        if (closed) {
            refuseRest();
        }
        return append.sequence();
    }

    /** Why the store refused the last time, null since it took something; see {@link dev.diorama.server.log.UpdateLog#refusal}. */
    public @Nullable String refusal() {
        return refusal;
    }

    /** Commits what was appended before the call, then stops. */
    @Override
    public void close() {
        queue.add(Stop.NOW);
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
        boolean running = true;
        while (running) {
            try {
                Task next = refusal == null ? queue.take() : queue.poll(PROBE_MILLIS, TimeUnit.MILLISECONDS);
                if (next == null) {
                    probe();
                } else {
                    running = writeNext(next);
                }
            } catch (InterruptedException e) {
                // Nobody but close() ends this thread, and it does so by a task: on to the next one.
                running = true;
            }
        }
        closed = true;
        refuseRest();
    }

    /** Writes what waits, from this task on; false after the last task of all. */
    private boolean writeNext(Task first) {
        List<Append> group = new ArrayList<>();
        long bytes = 0;
        boolean running = true;
        for (Task task = first; task != null; task = queue.poll()) {
            switch (task) {
                case Append append -> {
                    group.add(append);
                    bytes += append.entry().update().bytes().length;
                }
                case Stop stop -> running = false;
            }
            if (!running || group.size() >= MAX_GROUP || bytes >= MAX_GROUP_BYTES) {
                break;
            }
        }
        if (!group.isEmpty()) {
            commit(group);
        }
        return running;
    }

    private void refuseRest() {
        for (Task task = queue.poll(); task != null; task = queue.poll()) {
            if (task instanceof Append append) {
                append.sequence().completeExceptionally(new LogUnavailableException("the log is closed"));
            }
        }
    }

    private void commit(List<Append> group) {
        long began = System.nanoTime();
        long[] sequences;
        try {
            sequences = store.write(group.stream().map(Append::entry).toList());
        } catch (SQLException | RuntimeException | Error e) {
            // Errors too: this thread writes for all rooms, and must neither die nor leave an append without an answer.
            refusal = String.valueOf(e.getMessage());
            observer.failed(group.size(), e);
            LogUnavailableException reason =
                    new LogUnavailableException("the log refused " + group.size() + " updates: " + e.getMessage(), e);
            group.forEach(append -> append.sequence().completeExceptionally(reason));
            return;
        }
        taken();
        observer.committed(group.size(), System.nanoTime() - began);
        for (int i = 0; i < sequences.length; i++) {
            group.get(i).sequence().complete(sequences[i]);
        }
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

    private sealed interface Task {}

    private record Append(GroupStore.Entry entry, CompletableFuture<Long> sequence) implements Task {}

    private enum Stop implements Task {
        NOW
    }
}
