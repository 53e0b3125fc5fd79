package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The only thread that writes: each commit takes whatever was queued during the last one.
 *
 * <p>There is no timer: an update that finds the writer idle is committed at once and alone; under load a commit's cost is
 * shared by all updates of all rooms that came while the disk was busy.
 */
final class GroupCommitWriter implements AutoCloseable {
    /** Most entries of one commit, so that the first of them does not wait for ever. */
    private static final int MAX_GROUP = 4096;

    private final Connection connection;
    private final CommitObserver observer;
    private final LinkedBlockingQueue<Task> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closed;

    GroupCommitWriter(Connection connection, CommitObserver observer) {
        this.connection = connection;
        this.observer = observer;
        this.thread = new Thread(this::run, "log-writer");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    CompletableFuture<Long> append(RoomName room, NewUpdate update) {
        Append append = new Append(room, update, new CompletableFuture<>());
        queue.add(append);
        if (closed) {
            refuseRest();
        }
        return append.sequence();
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
        List<Task> tasks = new ArrayList<>();
        boolean running = true;
        while (running) {
            tasks.clear();
            try {
                tasks.add(queue.take());
            } catch (InterruptedException e) {
                // Nobody but close() ends this thread, and it does so by a task.
                continue;
            }
            queue.drainTo(tasks, MAX_GROUP - 1);
            List<Append> group = new ArrayList<>(tasks.size());
            for (Task task : tasks) {
                switch (task) {
                    case Append append -> group.add(append);
                    case Stop stop -> running = false;
                }
            }
            if (!group.isEmpty()) {
                commit(group);
            }
        }
        closed = true;
        refuseRest();
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
            sequences = insert(group);
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            // Errors too: this thread writes for all rooms, and must neither die nor leave an append without an answer.
            rollBack(e);
            observer.failed(group.size(), e);
            LogUnavailableException reason =
                    new LogUnavailableException("the log refused " + group.size() + " updates: " + e.getMessage(), e);
            group.forEach(append -> append.sequence().completeExceptionally(reason));
            return;
        }
        observer.committed(group.size(), System.nanoTime() - began);
        for (int i = 0; i < sequences.length; i++) {
            group.get(i).sequence().complete(sequences[i]);
        }
    }

    private void rollBack(Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private long[] insert(List<Append> group) throws SQLException {
        long[] sequences = new long[group.size()];
        Map<RoomName, Head> heads = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into log_entry (room, sequence, time, author, author_name, author_color, client, gesture, bytes)"
                        + " values (?,?,?,?,?,?,?,?,?)")) {
            for (int i = 0; i < sequences.length; i++) {
                Append append = group.get(i);
                Head head = heads.get(append.room());
                if (head == null) {
                    head = head(append.room());
                    heads.put(append.room(), head);
                }
                head.sequence++;
                sequences[i] = head.sequence;
                NewUpdate update = append.update();
                statement.setLong(1, head.room);
                statement.setLong(2, head.sequence);
                statement.setLong(3, update.timeMillis());
                statement.setString(4, update.author().id());
                statement.setString(5, update.author().name());
                statement.setString(6, update.author().color());
                statement.setLong(7, update.client());
                statement.setString(8, update.gesture());
                statement.setBytes(9, update.bytes());
                statement.executeUpdate();
            }
        }
        try (PreparedStatement statement = connection.prepareStatement("update room set head = ? where id = ?")) {
            for (Head head : heads.values()) {
                statement.setLong(1, head.sequence);
                statement.setLong(2, head.room);
                statement.executeUpdate();
            }
        }
        return sequences;
    }

    private Head head(RoomName room) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into room (name, head) values (?, 0) on conflict (name) do update set head = head returning id, head")) {
            statement.setString(1, room.value());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("no row for the room");
                }
                return new Head(row.getLong(1), row.getLong(2));
            }
        }
    }

    private sealed interface Task {}

    private record Append(RoomName room, NewUpdate update, CompletableFuture<Long> sequence) implements Task {}

    private enum Stop implements Task {
        NOW
    }

    /** A room's row while its group is written. */
    private static final class Head {
        final long room;
        long sequence;

        Head(long room, long sequence) {
            this.room = room;
            this.sequence = sequence;
        }
    }
}
