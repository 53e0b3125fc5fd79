package dev.diorama.server.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.diorama.server.log.Author;
import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which thread writes a group; what the groups come to is for the tests of the logs. */
@Timeout(60)
class GroupCommitWriterTest {
    private static final RoomName ROOM = new RoomName("room");
    private static final String OWN = "own-thread";

    private final Store store = new Store();
    private final GroupCommitWriter writer = new GroupCommitWriter(OWN, store, CommitObserver.NONE);
    /** What the caller is asked to do soon. */
    private final List<Runnable> soon = new ArrayList<>();

    @AfterEach
    void close() {
        store.free();
        writer.close();
    }

    @Test
    @DisplayName("[U135] who appends to a quick store writes by itself, with what else waits, after what else it does")
    void theCallerWrites() throws Exception {
        String mine = Thread.currentThread().getName() + " 2";
        // The log's own thread may be about for what came before, and take these, too.
        while (store.groups.isEmpty() || !store.groups.getLast().equals(mine)) {
            warmUp();
            CompletableFuture<Long> first = writer.append(ROOM, update(), soon::add);
            CompletableFuture<Long> second = writer.append(ROOM, update(), soon::add);
            soon.forEach(Runnable::run);
            assertThat(second.get()).isEqualTo(first.get() + 1);
            soon.clear();
        }
    }

    @Test
    @DisplayName("[U135] a slow store is waited for by the log's own thread alone")
    void theCallerNeverWaitsForASlowStore() throws Exception {
        writer.start();
        store.millis = 20;
        for (int i = 0; i < 10; i++) {
            writer.append(ROOM, update(), soon::add).get();
        }
        assertThat(soon).isEmpty();
        assertThat(store.groups).containsOnly(OWN + " 1");
    }

    @Test
    @DisplayName("[U135] after a slow commit the log's own thread makes the next ones, until they are quick again")
    void aSlowCommitIsRemembered() throws Exception {
        warmUp();
        store.millis = 100;
        writer.append(ROOM, update()).get();
        store.millis = 0;

        writer.append(ROOM, update(), soon::add).get();
        assertThat(soon).isEmpty();
        warmUp();
    }

    @Test
    @DisplayName("[U135] the caller does not wait for the log's own thread, and writes no more than a little")
    void theCallerGoesOn() throws Exception {
        warmUp();
        store.hold();
        CompletableFuture<Long> held = writer.append(ROOM, update());
        store.untilHeld();
        CompletableFuture<Long> behind = writer.append(ROOM, update(), soon::add);
        soon.forEach(Runnable::run);
        assertThat(held).isNotDone();
        store.free();
        assertThat(behind.get()).isEqualTo(held.get() + 1);

        soon.clear();
        CompletableFuture<Long> last = held;
        for (int i = 0; i < 100; i++) {
            last = writer.append(ROOM, update(), soon::add);
        }
        soon.forEach(Runnable::run);
        last.get();
        assertThat(store.groups.getLast()).startsWith(OWN);
    }

    @Test
    @DisplayName("[U4] [U135] entries are stored in the order of the appends, whoever writes them")
    void keepsTheOrder() throws Exception {
        warmUp();
        List<Long> sequences = new ArrayList<>();
        try (ExecutorService loop = Executors.newSingleThreadExecutor()) {
            List<CompletableFuture<Long>> appends = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                appends.add(i % 3 == 0 ? writer.append(ROOM, update()) : writer.append(ROOM, update(), loop));
                if (i % 50 == 0) {
                    appends.getLast().get();
                }
            }
            for (CompletableFuture<Long> append : appends) {
                sequences.add(append.get());
            }
        }
        assertThat(sequences).isSorted().doesNotHaveDuplicates();
        assertThat(store.groups).anyMatch(group -> group.startsWith(OWN)).anyMatch(group -> !group.startsWith(OWN));
    }

    @Test
    @DisplayName(
            "[U6] [U111] [U135] when the caller's write fails, its entries are refused, and the log's own thread tries again")
    void aFailedWriteOfTheCaller() throws Exception {
        warmUp();
        store.failure = new SQLException("no space");
        CompletableFuture<Long> refused = writer.append(ROOM, update(), soon::add);
        soon.forEach(Runnable::run);
        assertThatThrownBy(refused::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(LogUnavailableException.class);
        assertThat(writer.refusal()).isEqualTo("no space");

        store.failure = null;
        await().until(() -> writer.refusal() == null);
        assertThat(writer.append(ROOM, update()).get()).isPositive();
    }

    @Test
    @DisplayName("[U135] the caller does not wait for another process that writes, the log's own thread does")
    void theCallerWaitsForNoOtherProcess() throws Exception {
        warmUp();
        store.busy = true;
        CompletableFuture<Long> first = writer.append(ROOM, update(), soon::add);
        CompletableFuture<Long> second = writer.append(ROOM, update(), soon::add);
        soon.forEach(Runnable::run);
        assertThat(second.get()).isEqualTo(first.get() + 1);
        assertThat(store.groups.getLast()).startsWith(OWN);
        assertThat(writer.refusal()).isNull();
    }

    @Test
    @DisplayName("[U135] what waits for the caller when the log is closed is stored, and what comes later is refused")
    void closing() throws Exception {
        warmUp();
        CompletableFuture<Long> waiting = writer.append(ROOM, update(), soon::add);
        writer.close();
        assertThat(waiting.get()).isPositive();

        CompletableFuture<Long> late = writer.append(ROOM, update(), soon::add);
        soon.forEach(Runnable::run);
        assertThatThrownBy(late::get).hasCauseInstanceOf(LogUnavailableException.class);
    }

    @Test
    @DisplayName("[U136] what has to be alone with the store gets its turn, however many edits come")
    void aloneInBetween() throws Exception {
        writer.start();
        store.millis = 1;
        AtomicBoolean over = new AtomicBoolean();
        Semaphore places = new Semaphore(10_000);
        try (ExecutorService flood = Executors.newSingleThreadExecutor()) {
            flood.execute(() -> {
                while (!over.get()) {
                    places.acquireUninterruptibly();
                    var unused = writer.append(ROOM, update()).whenComplete((sequence, failure) -> places.release());
                }
            });
            for (int i = 0; i < 10; i++) {
                AtomicBoolean alone = new AtomicBoolean();
                writer.alone(() -> alone.set(true));
                assertThat(alone).isTrue();
            }
            over.set(true);
        }
    }

    /** Has the log's own thread find out how quick the store is. */
    private void warmUp() throws Exception {
        if (store.groups.isEmpty()) {
            writer.start();
        }
        boolean mayWrite = false;
        while (!mayWrite) {
            CompletableFuture<Long> append = writer.append(ROOM, update(), soon::add);
            mayWrite = !soon.isEmpty();
            soon.forEach(Runnable::run);
            append.get();
        }
        soon.clear();
    }

    private static NewUpdate update() {
        return new NewUpdate(1, Author.GUEST, 1, new byte[] {1});
    }

    /** As quick as it is told to be. */
    private static final class Store implements GroupStore {
        /** Thread and size of each group. */
        final List<String> groups = new ArrayList<>();

        volatile long millis;
        /** Whether another process writes. */
        volatile boolean busy;

        volatile @Nullable SQLException failure;
        private volatile CountDownLatch free = new CountDownLatch(0);
        private volatile CountDownLatch held = new CountDownLatch(0);
        private long head;

        void hold() {
            held = new CountDownLatch(1);
            free = new CountDownLatch(1);
        }

        void untilHeld() throws InterruptedException {
            held.await();
        }

        void free() {
            free.countDown();
        }

        @Override
        public long @Nullable [] write(List<Entry> group, boolean patient) throws SQLException {
            probe();
            if (busy && !patient) {
                return null;
            }
            held.countDown();
            try {
                Thread.sleep(millis);
                free.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            groups.add(Thread.currentThread().getName() + " " + group.size());
            return group.stream().mapToLong(entry -> ++head).toArray();
        }

        @Override
        public void probe() throws SQLException {
            SQLException reason = failure;
            if (reason != null) {
                throw reason;
            }
        }
    }
}
