package dev.diorama.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every log must do; an implementation's test extends this. */
public abstract class UpdateLogContract {
    private static final RoomName ROOM = new RoomName("room");

    private UpdateLog log;

    /** Opens the log of this test; opens it again with what it held after {@code close}. */
    protected abstract UpdateLog open();

    /** Closes what {@link #open} returned. */
    protected abstract void close(UpdateLog opened);

    /** The log of this test. */
    protected final UpdateLog log() {
        return log;
    }

    @BeforeEach
    void openLog() {
        log = open();
    }

    @AfterEach
    void closeLog() {
        close(log);
    }

    @Test
    @DisplayName("[U1] sequences count from 1 without gaps, for each room on its own")
    void countsFromOneInEachRoom() throws Exception {
        RoomName other = new RoomName("other");
        assertThat(log.head(ROOM)).isZero();
        assertThat(append(ROOM, 1)).isEqualTo(1);
        assertThat(append(ROOM, 2)).isEqualTo(2);
        assertThat(append(other, 3)).isEqualTo(1);
        assertThat(append(ROOM, 4)).isEqualTo(3);
        assertThat(log.head(ROOM)).isEqualTo(3);
        assertThat(log.head(other)).isEqualTo(1);
    }

    @Test
    @DisplayName("[U2] an entry keeps time, author, client, claim and bytes as they were given")
    void keepsEveryField() throws Exception {
        byte[] bytes = {0, 1, (byte) 0xFF};
        log.append(
                        ROOM,
                        new NewUpdate(
                                1_700_000_000_123L,
                                new Author("id-1", "Zoë 😀", "#0a1b2c"),
                                0xFFFF_FFFFL,
                                new EditClaim("gesture-1", 1_600_000_000_456L, "{\"ids\":[\"é😀\"]}"),
                                bytes))
                .get(30, TimeUnit.SECONDS);
        log.append(ROOM, new NewUpdate(0, Author.GUEST, 0, new byte[0])).get(30, TimeUnit.SECONDS);

        List<LoggedUpdate> entries = read(1, 9);
        assertThat(entries).hasSize(2);
        LoggedUpdate first = entries.getFirst();
        assertThat(first.sequence()).isEqualTo(1);
        assertThat(first.timeMillis()).isEqualTo(1_700_000_000_123L);
        assertThat(first.author()).isEqualTo(new Author("id-1", "Zoë 😀", "#0a1b2c"));
        assertThat(first.client()).isEqualTo(0xFFFF_FFFFL);
        assertThat(first.claim()).isEqualTo(new EditClaim("gesture-1", 1_600_000_000_456L, "{\"ids\":[\"é😀\"]}"));
        assertThat(first.bytes()).isEqualTo(bytes);
        assertThat(entries.get(1).author()).isEqualTo(Author.GUEST);
        assertThat(entries.get(1).claim()).isEqualTo(EditClaim.NONE);
        assertThat(entries.get(1).bytes()).isEmpty();
    }

    @Test
    @DisplayName("[U2] whatever part of a claim is not said is not there when it is read")
    void keepsHalfAClaim() throws Exception {
        List<EditClaim> claims = List.of(
                new EditClaim("gesture", null, null), new EditClaim(null, 7L, null), new EditClaim(null, null, "{}"));
        for (EditClaim claim : claims) {
            log.append(ROOM, new NewUpdate(1, Author.GUEST, 1, claim, new byte[] {1}))
                    .get(30, TimeUnit.SECONDS);
        }
        assertThat(read(1, 9)).extracting(LoggedUpdate::claim).isEqualTo(claims);
    }

    @Test
    @DisplayName("[U3] what was appended is there after the log was closed and opened again, and counting goes on")
    void survivesReopening() throws Exception {
        String id = log.id();
        append(ROOM, 1);
        append(ROOM, 2);
        close(log);
        log = open();
        assertThat(log.id()).isEqualTo(id);
        assertThat(log.head(ROOM)).isEqualTo(2);
        assertThat(read(1, 2)).extracting(LoggedUpdate::sequence).containsExactly(1L, 2L);
        assertThat(append(ROOM, 3)).isEqualTo(3);
    }

    @Test
    @DisplayName("[U4] appends made without waiting keep their order, whatever rooms they are mixed with")
    void keepsTheOrderOfCalls() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        List<CompletableFuture<Long>> appends = new ArrayList<>();
        Map<RoomName, List<Byte>> expected = new HashMap<>();
        Map<RoomName, Queue<Long>> completions = new ConcurrentHashMap<>();
        for (int i = 0; i < 3_000; i++) {
            RoomName room = new RoomName("room " + random.nextInt(5));
            byte value = (byte) random.nextInt();
            expected.computeIfAbsent(room, name -> new ArrayList<>()).add(value);
            appends.add(log.append(room, update(value))
                    .whenComplete((sequence, failure) -> completions
                            .computeIfAbsent(room, name -> new ConcurrentLinkedQueue<>())
                            .add(sequence)));
        }
        CompletableFuture.allOf(appends.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

        expected.forEach((room, values) -> {
            assertThat(List.copyOf(completions.get(room))).as("seed=%d", seed).isSorted();
            List<Byte> logged = new ArrayList<>();
            log.read(room, 1, Long.MAX_VALUE, Long.MAX_VALUE, 10_000).forEach(entry -> logged.add(entry.bytes()[0]));
            assertThat(logged).as("seed=%d", seed).isEqualTo(values);
        });
    }

    @Test
    @DisplayName("[U5] a page starts where it was asked to and ends at its limits, but is never empty for them")
    void pagesByBytesAndEntries() throws Exception {
        for (int i = 1; i <= 6; i++) {
            log.append(ROOM, new NewUpdate(i, Author.GUEST, 1, new byte[100])).get(30, TimeUnit.SECONDS);
        }
        assertThat(sequences(2, 4, Long.MAX_VALUE, 100)).containsExactly(2L, 3L, 4L);
        assertThat(sequences(1, 6, 250, 100)).containsExactly(1L, 2L);
        assertThat(sequences(3, 6, 1, 100)).containsExactly(3L);
        assertThat(sequences(1, 6, Long.MAX_VALUE, 4)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(sequences(6, 100, Long.MAX_VALUE, 100)).containsExactly(6L);
        assertThat(sequences(7, 100, Long.MAX_VALUE, 100)).isEmpty();
        assertThat(log.read(new RoomName("nobody's"), 1, 9, 1000, 10)).isEmpty();
    }

    @Test
    @DisplayName("[U6] after the log was closed an append fails and nothing of it is stored")
    void refusesAfterClose() {
        UpdateLog closed = log;
        close(log);
        assertThat(closed.append(ROOM, update((byte) 1)))
                .failsWithin(java.time.Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(LogUnavailableException.class);
        log = open();
        assertThat(log.head(ROOM)).isZero();
    }

    @Test
    @DisplayName("[U7] rooms are told apart by their exact names")
    void tellsRoomsApart() throws Exception {
        List<RoomName> rooms = List.of(
                new RoomName("a"),
                new RoomName("A"),
                new RoomName("a/"),
                new RoomName("é"),
                new RoomName("e\u0301"),
                new RoomName("😀/床 %2F?#"));
        for (int i = 0; i < rooms.size(); i++) {
            append(rooms.get(i), i);
        }
        for (int i = 0; i < rooms.size(); i++) {
            assertThat(log.head(rooms.get(i))).isEqualTo(1);
            assertThat(log.read(rooms.get(i), 1, 1, 100, 1).getFirst().bytes()[0])
                    .isEqualTo((byte) i);
        }
    }

    @Test
    @DisplayName(
            "[U60] rooms are listed in pages with their heads, each once, and those that came meanwhile do no harm")
    void listsRooms() throws Exception {
        assertThat(log.rooms(null, 10)).isEmpty();
        Map<RoomName, Long> expected = new HashMap<>();
        for (int i = 0; i < 7; i++) {
            RoomName room = new RoomName("room " + (i * 5) % 7 + " 😀/é");
            for (long head = 1; head <= i % 3 + 1; head++) {
                append(room, i);
                expected.put(room, head);
            }
        }
        List<RoomHead> listed = new ArrayList<>();
        RoomName after = null;
        for (List<RoomHead> page = log.rooms(null, 3); !page.isEmpty(); page = log.rooms(after, 3)) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            listed.addAll(page);
            after = page.getLast().room();
            if (listed.size() == 3) {
                append(new RoomName("a younger one"), 1);
            }
        }
        listed.removeIf(each -> each.room().equals(new RoomName("a younger one")));
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(expected.entrySet().stream()
                        .map(each -> new RoomHead(each.getKey(), each.getValue()))
                        .toList());
        assertThat(log.rooms(new RoomName("nobody's"), 10)).isEmpty();
    }

    private long append(RoomName room, int value) throws Exception {
        return log.append(room, update((byte) value)).get(30, TimeUnit.SECONDS);
    }

    private static NewUpdate update(byte value) {
        return new NewUpdate(1, Author.GUEST, 7, new byte[] {value});
    }

    private List<LoggedUpdate> read(long from, long to) {
        return log.read(ROOM, from, to, Long.MAX_VALUE, 1_000);
    }

    private List<Long> sequences(long from, long to, long bytes, int entries) {
        return log.read(ROOM, from, to, bytes, entries).stream()
                .map(LoggedUpdate::sequence)
                .toList();
    }
}
