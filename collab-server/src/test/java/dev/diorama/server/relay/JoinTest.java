package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.DecodeLimits;
import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.crdt.UpdateFormat;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.protocol.Message;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.RoomSnapshots;
import dev.diorama.server.log.SnapshotStore;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.log.jdbc.DatabaseSnapshotStore;
import dev.diorama.server.log.jdbc.FeatureDatabase;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What a join gets, and what it costs. */
class JoinTest {
    private static final String LARGE = "x".repeat(200_000);

    private final YDoc author = YDoc.of(7);
    private final RoomDocument document = new RoomDocument(YDoc.of(1));

    @Test
    @DisplayName("[U72] a large document is encoded once for all who join, and what changed since comes behind it")
    void sharesTheSnapshot() throws DecodeException {
        edit("large", LARGE);
        List<Frame> first = document.answer(StateVector.EMPTY, 1);
        assertThat(first).hasSize(1);
        ByteBuffer body = body(first.getFirst());
        assertThat(body(document.answer(StateVector.EMPTY, 1).getFirst())).isEqualTo(body);

        JoinSnapshot before = document.snapshot(1);
        edit("small", "y");
        assertThat(document.snapshot(2)).isSameAs(before);
        List<Frame> second = document.answer(StateVector.EMPTY, 2);
        assertThat(second).hasSize(2);
        assertThat(second.getLast().size()).isLessThan(200);
        assertComplete(second, YDoc.of(2));

        edit("more", LARGE);
        assertThat(document.snapshot(3)).isNotSameAs(before);
        assertThat(document.answer(StateVector.EMPTY, 3)).hasSize(1);
        assertComplete(document.answer(StateVector.EMPTY, 3), YDoc.of(3));
    }

    @Test
    @DisplayName("[U72] who has a part gets what is lacking, and all of it if that is most")
    void answersByStateVector() throws DecodeException {
        edit("first", "x");
        YDoc old = YDoc.of(2);
        old.applyUpdate(author.encodeStateAsUpdate(), null);
        edit("large", LARGE);
        YDoc recent = YDoc.of(3);
        recent.applyUpdate(author.encodeStateAsUpdate(), null);
        for (int i = 0; i < 10; i++) {
            edit("later " + i, "y");
        }
        document.snapshot(1);
        assertThat(document.answer(old.stateVector(), 1).getFirst().size()).isGreaterThan(200_000);
        assertComplete(document.answer(old.stateVector(), 1), old);
        YDoc almost = YDoc.of(4);
        almost.applyUpdate(author.encodeStateAsUpdate(), null);
        edit("last", "z");
        assertThat(document.answer(almost.stateVector(), 1).getFirst().size()).isLessThan(200);
        assertComplete(document.answer(almost.stateVector(), 1), almost);
        assertComplete(document.answer(recent.stateVector(), 1), recent);
    }

    @Test
    @DisplayName("[U72] the shared snapshot tells its sequence and is there in both encodings, and packed once")
    void offersTheSnapshot() throws DecodeException {
        edit("large", LARGE);
        JoinSnapshot snapshot = document.snapshot(5);
        assertThat(snapshot.sequence()).isEqualTo(5);
        YDoc v1 = YDoc.of(2);
        v1.applyUpdate(snapshot.v1(), null);
        YDoc v2 = YDoc.of(3);
        v2.applyUpdate(snapshot.v2(), UpdateFormat.V2, null, DecodeLimits.STATE);
        assertThat(StateHash.of(v1)).isEqualTo(StateHash.of(author)).isEqualTo(StateHash.of(v2));
        byte[] packed = snapshot.packed(bytes -> new byte[] {(byte) bytes.length});
        assertThat(snapshot.packed(bytes -> new byte[0])).isSameAs(packed);
    }

    @Test
    @DisplayName("[U72] a few large writes run at a time; one that takes long lets the next one start")
    void takesTurns() {
        List<Runnable> timers = new ArrayList<>();
        AtomicLong nanos = new AtomicLong();
        Turns turns = new Turns(2, nanos::get);
        List<Integer> started = new ArrayList<>();
        List<Sinks.Empty<Void>> writes = new ArrayList<>();
        List<Integer> ended = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            Sinks.Empty<Void> write = Sinks.empty();
            writes.add(write);
            turns.take(
                            Mono.defer(() -> {
                                started.add(number);
                                return write.asMono();
                            }),
                            timers::add)
                    .subscribe(nothing -> {}, failure -> ended.add(-number), () -> ended.add(number));
        }
        assertThat(started).containsExactly(0, 1);
        writes.get(1).tryEmitEmpty();
        assertThat(started).containsExactly(0, 1, 2);
        writes.get(2).tryEmitError(new IllegalStateException("broken pipe"));
        assertThat(started).containsExactly(0, 1, 2, 3);
        // An event loop that is late has too much to do: nobody is added to it.
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(Turns.PATIENCE_MILLIS + 6));
        List<Runnable> late = List.copyOf(timers);
        timers.clear();
        late.forEach(Runnable::run);
        assertThat(started).containsExactly(0, 1, 2, 3);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(Turns.PATIENCE_MILLIS + 1));
        List.copyOf(timers).forEach(Runnable::run);
        assertThat(started).containsExactly(0, 1, 2, 3, 4);
        writes.get(0).tryEmitEmpty();
        assertThat(ended).containsExactly(1, -2, 0);
    }

    @Test
    @DisplayName("[U72] joins are complete while others edit a large room")
    void joinsDuringEdits(@TempDir Path folder) {
        try (TestServer server = TestServer.start(folder);
                TestClient editor = TestClient.join(server, "room")) {
            editor.edit(doc -> doc.map("m").set("large", AnyValue.of("x".repeat(3_000_000))));
            editor.untilAcknowledged();
            for (int i = 0; i < 20; i++) {
                String key = "key " + i;
                editor.edit(doc -> doc.map("m").set(key, AnyValue.of(1)));
                editor.untilAcknowledged();
                try (TestClient joiner = TestClient.join(server, "room")) {
                    boolean complete = joiner.read(
                            doc -> doc.map("m").has(key) && doc.map("m").has("large"));
                    assertThat(complete).as(key).isTrue();
                }
            }
        }
    }

    @Test
    @DisplayName("[U75] a room is stored every so many entries and when it is unloaded, and opens by what was stored")
    void storesInTheBackground(@TempDir Path folder) {
        RoomName room = new RoomName("room");
        String hash;
        try (TestServer server = TestServer.start(
                folder,
                "--diorama.snapshots.every=50",
                "--diorama.snapshots.interval=0s",
                "--diorama.relay.unload=0s")) {
            SnapshotStore store = new DatabaseSnapshotStore(server.bean(FeatureDatabase.class));
            String log = server.bean(UpdateLog.class).id();
            TestClient editor = TestClient.join(server, "room");
            for (int i = 0; i < 50; i++) {
                String key = "key " + i;
                editor.edit(doc -> doc.map("m").set(key, AnyValue.of(1)));
            }
            editor.until("stored", () -> store.newest(room, log, Long.MAX_VALUE) != null);
            for (int i = 0; i < 10; i++) {
                String key = "later " + i;
                editor.edit(doc -> doc.map("m").set(key, AnyValue.of(1)));
            }
            editor.untilAcknowledged();
            editor.close();
            editor.until(
                    "stored as it is unloaded",
                    () -> Objects.requireNonNull(store.newest(room, log, Long.MAX_VALUE))
                                    .sequence()
                            == 60);
            hash = editor.read(StateHash::of);
        }
        try (TestServer server = TestServer.start(folder);
                TestClient joiner = TestClient.join(server, "room")) {
            assertThat(joiner.read(StateHash::of)).isEqualTo(hash);
            assertThat(server.bean(RoomSnapshots.class)
                            .restore(room, Long.MAX_VALUE, () -> YDoc.of(0))
                            .snapshot())
                    .isEqualTo(60);
        }
    }

    private void edit(String key, String value) throws DecodeException {
        StateVector before = author.stateVector();
        author.map("m").set(key, AnyValue.of(value));
        document.apply(author.encodeStateAsUpdate(before), DecodeLimits.UPDATE);
    }

    private static ByteBuffer body(Frame frame) {
        return Objects.requireNonNull(frame.body());
    }

    private void assertComplete(List<Frame> answer, YDoc joiner) throws DecodeException {
        for (Frame frame : answer) {
            Message message = SyncProtocol.decode(frame.bytes());
            assertThat(frame.size()).isEqualTo(frame.bytes().length);
            if (frame == answer.getLast()) {
                assertThat(message).isInstanceOf(Message.SyncStep2.class);
            }
            switch (message) {
                case Message.SyncUpdate update -> joiner.applyUpdate(update.update(), null);
                case Message.SyncStep2 step2 -> joiner.applyUpdate(step2.update(), null);
                default -> throw new AssertionError(message);
            }
        }
        assertThat(StateHash.of(joiner)).isEqualTo(StateHash.of(author));
    }
}
