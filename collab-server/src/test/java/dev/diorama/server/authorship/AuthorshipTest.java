package dev.diorama.server.authorship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.schema.SceneJson;
import dev.diorama.server.log.Author;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.RoomSnapshots;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.testing.ForwardedLog;
import dev.diorama.server.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who changed which node last, in the real log and its snapshots. */
class AuthorshipTest {
    private static final Question ANY = new Question(null, null, null, Long.MIN_VALUE);
    private static final AtomicLong ROOMS = new AtomicLong();
    private static TestServer server;

    private final RoomName room = new RoomName("room " + ROOMS.incrementAndGet());
    private final YDoc doc = YDoc.of(7);
    private final List<byte[]> updates = new ArrayList<>();
    private WatchedLog log;
    private RoomSnapshots snapshots;
    private Authorship authorship;
    private long time = 1_700_000_000_000L;

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
        log = new WatchedLog(server.bean(UpdateLog.class));
        snapshots = server.bean(RoomSnapshots.class);
        authorship = new Authorship(log, snapshots);
        doc.onUpdate((update, origin, local) -> updates.add(update));
    }

    @Test
    @DisplayName(
            "[U130] a change of a node is whatever is made, written, removed or moved of it, however deep, and nothing beside it")
    void countsEveryChange() {
        String[] ids = {"made", "written", "removed from", "moved", "deep", "untouched", "deleted", "back again"};
        by("Ada", all -> {
            for (String id : ids) {
                YMap node = all.map("nodes").setMap(id);
                node.set("n", AnyValue.of(id));
                node.set("c:light", AnyValue.of(1));
                node.setMap("inner").setText("text");
            }
        });
        by("Bo", all -> node(all, "written").set("p", AnyValue.of(1)));
        by("Cy", all -> node(all, "removed from").remove("c:light"));
        by("Di", all -> node(all, "moved").set("@written", AnyValue.of(2)));
        by("Ed", all -> {
            YMap inner = Objects.requireNonNull(node(all, "deep").map("inner"));
            Objects.requireNonNull(inner.text("text")).insert(0, "x");
        });
        by("Flo", all -> all.map("nodes").remove("deleted"));
        by("Flo", all -> all.map("nodes").remove("back again"));
        by("Gus", all -> all.map("nodes").setMap("back again").set("n", AnyValue.of("again")));
        by("Hal", all -> all.map("materials").setMap("untouched").set("metallic", AnyValue.of(1)));
        assertThat(lastChanges(authorship))
                .isEqualTo(Map.of(
                        "made", "Ada 1",
                        "written", "Bo 2",
                        "removed from", "Cy 3",
                        "moved", "Di 4",
                        "deep", "Ed 5",
                        "untouched", "Ada 1",
                        "back again", "Gus 8"));
        assertThat(authorship.find(room, ANY).sequence()).isEqualTo(9);
    }

    @Test
    @DisplayName(
            "[U130] an author is who they were called when they did it; a name is found by the beginning of any of its words")
    void asksByName() {
        by("Calm Otter", all -> all.map("nodes").setMap("1"));
        by("", all -> all.map("nodes").setMap("2"));
        by("Łukasz-Otto", all -> all.map("nodes").setMap("3"));
        assertThat(found(new Question("ott", null, null, Long.MIN_VALUE))).containsExactly("3", "1");
        assertThat(found(new Question("calm o", null, null, Long.MIN_VALUE))).containsExactly("1");
        assertThat(found(new Question("łuk", null, null, Long.MIN_VALUE))).containsExactly("3");
        assertThat(found(new Question("tter", null, null, Long.MIN_VALUE))).isEmpty();
        assertThat(found(new Question("", null, null, Long.MIN_VALUE))).containsExactly("3", "1");
        assertThat(found(new Question(null, "Calm Otter", "#0A1B2C", Long.MIN_VALUE)))
                .containsExactly("1");
        assertThat(found(new Question(null, "Calm Otter", "#000000", Long.MIN_VALUE)))
                .isEmpty();
        assertThat(found(new Question(null, "calm otter", null, Long.MIN_VALUE)))
                .isEmpty();
        assertThat(found(new Question(null, null, null, time))).containsExactly("3");
        assertThat(found(new Question(null, null, null, time + 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 2026})
    @DisplayName(
            "[U131] asked at any time, whatever was kept or forgotten meanwhile, it is what one pass over the log tells")
    void isWhatTheLogTells(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<RoomName> others = List.of(new RoomName(room + " b"), new RoomName(room + " c"));
        for (RoomName other : others) {
            log.append(other, entry("Zed", updateOf("x")))
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        }
        Map<String, String> expected = new TreeMap<>();
        for (int entry = 1; entry <= 300; entry++) {
            Map<String, String> before = nodes();
            String author = "Person " + random.nextInt(5);
            by(author, all -> change(all, random));
            Map<String, String> after = nodes();
            expected.keySet().retainAll(after.keySet());
            for (String id : after.keySet()) {
                if (!after.get(id).equals(before.get(id))) {
                    expected.put(id, author + " " + entry);
                }
            }
            switch (random.nextInt(12)) {
                case 0 ->
                    assertThat(lastChanges(authorship))
                            .as("seed=%s entry=%s", seed, entry)
                            .isEqualTo(expected);
                case 1 ->
                    others.forEach(other ->
                            assertThat(authorship.find(other, ANY).nodes()).hasSize(1));
                case 2 -> snapshots.save(room);
                case 3 -> authorship = random.nextInt(4) == 0 ? new Authorship(log, snapshots) : authorship;
                default -> {}
            }
        }
        assertThat(lastChanges(authorship)).as("seed=%s", seed).isEqualTo(expected);
        assertThat(lastChanges(new Authorship(log, snapshots))).isEqualTo(expected);
    }

    private void change(YDoc all, SplittableRandom random) {
        int writes = 1 + random.nextInt(3);
        for (int i = 0; i < writes; i++) {
            String id = "node " + random.nextInt(20);
            YMap node = all.map("nodes").map(id);
            // Values that were never there before, so that each write is seen in the JSON.
            AnyValue value = AnyValue.of(random.nextDouble());
            if (node == null) {
                all.map("nodes").setMap(id).set("p", value);
            } else if (random.nextInt(8) == 0) {
                all.map("nodes").remove(id);
            } else if (random.nextInt(8) == 0) {
                all.map("nodes").setMap(id).set("n", value);
            } else {
                node.set(random.nextBoolean() ? "p" : "@node " + random.nextInt(20), value);
            }
        }
    }

    private Map<String, String> nodes() {
        Map<String, String> nodes = new TreeMap<>();
        SceneJson.of(doc)
                .fields()
                .getOrDefault("nodes", AnyValue.Null.INSTANCE)
                .fields()
                .forEach((id, node) -> nodes.put(id, Json.print(node)));
        return nodes;
    }

    @Test
    @DisplayName("[U131] who asks again reads what is new and nothing else")
    void readsOnlyWhatIsNew() {
        for (int i = 0; i < 50; i++) {
            String id = "node " + i;
            by("Ada", all -> all.map("nodes").setMap(id));
        }
        assertThat(found(ANY)).hasSize(50);
        assertThat(log.entriesRead.get()).isEqualTo(50);
        assertThat(found(ANY)).hasSize(50);
        assertThat(log.entriesRead.get()).isEqualTo(50);
        by("Bo", all -> all.map("nodes").setMap("one more"));
        assertThat(found(ANY)).hasSize(51).startsWith("one more");
        assertThat(log.entriesRead.get()).isEqualTo(51);
    }

    @Test
    @DisplayName("[U131] of many rooms the last ones are kept, of few of these their documents, and all answer right")
    void keepsFewRooms() {
        List<RoomName> rooms = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            RoomName each = new RoomName(room + " of many " + i);
            rooms.add(each);
            log.append(each, entry("Person " + i, updateOf("n")))
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 40; i++) {
                assertThat(authorship.find(rooms.get(i), ANY).nodes())
                        .singleElement()
                        .extracting(node -> node.change().author().name())
                        .isEqualTo("Person " + i);
                assertThat(authorship.kept()[0]).isLessThanOrEqualTo(32);
                assertThat(authorship.kept()[1]).isLessThanOrEqualTo(2);
            }
        }
        authorship.find(new RoomName("nobody was ever here"), ANY);
        assertThat(authorship.kept()[0]).isEqualTo(32);
    }

    @Test
    @DisplayName("[U131] a log that was taken back to an older state is read from its beginning")
    void followsALogThatWasTakenBack() {
        by("Ada", all -> all.map("nodes").setMap("1"));
        by("Bo", all -> node(all, "1").set("p", AnyValue.of(1)));
        assertThat(lastChanges(authorship)).isEqualTo(Map.of("1", "Bo 2"));
        log.end = 1;
        assertThat(lastChanges(authorship)).isEqualTo(Map.of("1", "Ada 1"));
    }

    @Test
    @DisplayName(
            "[U131] a log of 120,000 entries and 10,000 nodes is one record for each entry that is somebody's last")
    void readsLongLogs() {
        CompletableFuture<?> last = CompletableFuture.completedFuture(null);
        for (int i = 0; i < 120_000; i++) {
            updates.clear();
            int value = i;
            doc.transact(null, () -> {
                String id = "node " + value % 10_000;
                YMap known = doc.map("nodes").map(id);
                (known == null ? doc.map("nodes").setMap(id) : known).set("p", AnyValue.of(value));
            });
            last = log.append(room, entry("Person " + i % 7, updates.getFirst()));
        }
        last.orTimeout(120, TimeUnit.SECONDS).join();
        Authorship.Answer answer = authorship.find(room, ANY);
        assertThat(answer.nodes()).hasSize(10_000);
        assertThat(answer.nodes().getFirst().change().sequence()).isEqualTo(120_000);
        assertThat(answer.nodes().getLast().change().sequence()).isEqualTo(110_001);
        assertThat(answer.nodes().stream().map(node -> node.change().author()).distinct())
                .hasSize(7);
    }

    private static YMap node(YDoc all, String id) {
        return Objects.requireNonNull(all.map("nodes").map(id));
    }

    private static byte[] updateOf(String node) {
        YDoc doc = YDoc.of(3);
        doc.map("nodes").setMap(node);
        return doc.encodeStateAsUpdate();
    }

    /** Somebody changes something, in one entry of the log; a second later than what was before. */
    private void by(String author, Consumer<YDoc> change) {
        updates.clear();
        doc.transact(null, () -> change.accept(doc));
        time += 1_000;
        assertThat(updates).hasSize(1);
        log.append(room, entry(author, updates.getFirst()))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private NewUpdate entry(String author, byte[] update) {
        return new NewUpdate(time, new Author("id of " + author, author, "#0a1b2c"), 7, update);
    }

    private List<String> found(Question question) {
        return authorship.find(room, question).nodes().stream()
                .map(ChangedNode::id)
                .toList();
    }

    private Map<String, String> lastChanges(Authorship asked) {
        Map<String, String> changes = new TreeMap<>();
        for (ChangedNode node : asked.find(room, ANY).nodes()) {
            changes.put(
                    node.id(),
                    node.change().author().name() + " " + node.change().sequence());
        }
        return changes;
    }

    /** The log, how much of it was read, and an end that it can be given. */
    private static final class WatchedLog extends ForwardedLog {
        long end = Long.MAX_VALUE;

        WatchedLog(UpdateLog log) {
            super(log);
        }

        @Override
        public long head(RoomName room) {
            return Math.min(end, super.head(room));
        }
    }
}
