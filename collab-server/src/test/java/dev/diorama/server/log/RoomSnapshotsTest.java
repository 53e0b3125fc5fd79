package dev.diorama.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.crdt.UpdateFormat;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.log.jdbc.DatabaseSnapshotStore;
import dev.diorama.server.log.jdbc.FeatureDatabase;
import dev.diorama.server.testing.ForwardedLog;
import dev.diorama.server.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of rooms in the real log and its store. */
class RoomSnapshotsTest {
    private static final AtomicLong ROOMS = new AtomicLong();
    private static TestServer server;

    private final RoomName room = new RoomName("room " + ROOMS.incrementAndGet());
    private ForwardedLog log;
    private SnapshotStore store;
    private RoomSnapshots snapshots;
    private final YDoc author = YDoc.of(7);
    private final List<byte[]> updates = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        log = new ForwardedLog(server.bean(UpdateLog.class));
        store = new DatabaseSnapshotStore(server.bean(FeatureDatabase.class));
        snapshots = new RoomSnapshots(log, store);
        author.onUpdate((update, origin, local) -> updates.add(update));
    }

    @Test
    @DisplayName(
            "[U74] a room of 120,000 updates opens by its snapshot and what came behind it, and is what a replay makes")
    void opensLargeRooms() {
        write(120_000);
        assertThat(snapshots.save(room)).isEqualTo(120_000);
        write(30);
        log.entriesRead.set(0);
        RoomSnapshots.Restored restored = restore(Long.MAX_VALUE);
        assertThat(restored.sequence()).isEqualTo(120_030);
        assertThat(restored.snapshot()).isEqualTo(120_000);
        // The 30, and the entry that the snapshot ends with.
        assertThat(log.entriesRead.get()).isEqualTo(31);
        YDoc replayed = YDoc.of(0);
        RoomReplay.apply(log, room, 1, Long.MAX_VALUE, replayed);
        assertThat(restored.doc().encodeSnapshot()).isEqualTo(replayed.encodeSnapshot());
        assertThat(StateHash.of(restored.doc())).isEqualTo(StateHash.of(author));
    }

    @Test
    @DisplayName("[U74] edits that wait for others wait in a snapshot, too")
    void keepsWhatWaits() {
        for (int i = 0; i < 3; i++) {
            edit(i);
        }
        append(updates.get(0));
        append(updates.get(2));
        snapshots.save(room);
        YDoc doc = restore(Long.MAX_VALUE).doc();
        assertThat(doc.hasPending()).isTrue();
        append(updates.get(1));
        assertThat(StateHash.of(restore(Long.MAX_VALUE).doc())).isEqualTo(StateHash.of(author));
    }

    @Test
    @DisplayName("[U74] a state of the past comes from a snapshot that is older, never from a younger one")
    void restoresThePast() {
        write(10);
        String past = StateHash.of(author);
        snapshots.save(room);
        write(10);
        snapshots.save(room);
        assertThat(restore(10).snapshot()).isEqualTo(10);
        assertThat(StateHash.of(restore(10).doc())).isEqualTo(past);
        assertThat(restore(15).snapshot()).isEqualTo(10);
        assertThat(restore(9).snapshot()).isZero();
        assertThat(restore(0).sequence()).isZero();
    }

    @Test
    @DisplayName("[U74] a snapshot that was damaged, or is of another room, is dropped and the log replayed")
    void dropsTheDamaged() {
        write(20);
        snapshots.save(room);
        StoredSnapshot good = Objects.requireNonNull(store.newest(room, log.id(), 20));
        YDoc other = YDoc.of(9);
        other.map("m").set("forged", AnyValue.of(1));
        byte[] flipped = good.bytes().clone();
        flipped[flipped.length / 2] ^= 1;
        for (byte[] bytes : List.of(
                flipped,
                new byte[0],
                new byte[] {1, 2, 3},
                other.encodeStateAsUpdate(StateVector.EMPTY, UpdateFormat.V2))) {
            store.save(room, new StoredSnapshot(log.id(), 20, bytes, good.digest()));
            assertReplayed();
        }
        RoomName copy = new RoomName("copy of " + room);
        store.save(copy, good);
        updates.forEach(update -> append(copy, update));
        assertThat(snapshots.restore(copy, Long.MAX_VALUE, () -> YDoc.of(0)).snapshot())
                .isZero();
    }

    @Test
    @DisplayName("[U74] a snapshot of entries that the log does not have, or has otherwise, is dropped")
    void dropsWhatTheLogHasNot() {
        write(20);
        snapshots.save(room);
        StoredSnapshot good = Objects.requireNonNull(store.newest(room, log.id(), 20));
        // The log was taken back to an older state, and went on in another way.
        store.drop(room, log.id(), 20);
        store.save(room, new StoredSnapshot(log.id(), 21, good.bytes(), good.digest()));
        assertReplayed();
        store.save(room, new StoredSnapshot(log.id(), 19, good.bytes(), good.digest()));
        assertReplayed();
    }

    private void assertReplayed() {
        RoomSnapshots.Restored restored = restore(Long.MAX_VALUE);
        assertThat(restored.snapshot()).isZero();
        assertThat(restored.sequence()).isEqualTo(20);
        assertThat(StateHash.of(restored.doc())).isEqualTo(StateHash.of(author));
        assertThat(store.newest(room, log.id(), Long.MAX_VALUE)).isNull();
    }

    @Test
    @DisplayName("[U74] an empty room has no snapshot, and one that did not change gets no other")
    void savesOnlyWhatIsNew() {
        assertThat(snapshots.save(room)).isZero();
        assertThat(store.newest(room, log.id(), Long.MAX_VALUE)).isNull();
        write(3);
        assertThat(snapshots.save(room)).isEqualTo(3);
        store.save(room, Objects.requireNonNull(store.newest(room, log.id(), 3)));
        assertThat(snapshots.save(room)).isEqualTo(3);
    }

    private RoomSnapshots.Restored restore(long to) {
        return snapshots.restore(room, to, () -> YDoc.of(0));
    }

    private void write(int count) {
        int first = updates.size();
        for (int i = 0; i < count; i++) {
            edit(i);
        }
        CompletableFuture<?> last = CompletableFuture.completedFuture(null);
        for (byte[] update : updates.subList(first, updates.size())) {
            last = log.append(room, new NewUpdate(1, Author.GUEST, 7, update));
        }
        last.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private void edit(int value) {
        author.map("node " + value % 100).set("p", AnyValue.of(value, 0.5f, -1f));
    }

    private void append(byte[] update) {
        append(room, update);
    }

    private void append(RoomName to, byte[] update) {
        log.append(to, new NewUpdate(1, Author.GUEST, 7, update))
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
