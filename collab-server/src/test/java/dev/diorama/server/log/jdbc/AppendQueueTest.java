package dev.diorama.server.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.server.log.Author;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What of all that waits goes into the next commit. */
class AppendQueueTest {
    private static final RoomName FLOODED = new RoomName("flooded");
    private static final RoomName OTHER = new RoomName("other");

    private final AppendQueue queue = new AppendQueue();
    private long added;

    @Test
    @DisplayName("[U4] what is small shares a commit, of all rooms, in order")
    void smallOnesTogether() {
        List<Append> all = List.of(add(OTHER, 1), add(FLOODED, 1_000), add(OTHER, 2), add(FLOODED, 3));
        assertThat(queue.waitsLittle()).isTrue();
        assertThat(queue.next()).isEqualTo(all);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.next()).isEmpty();
    }

    @Test
    @DisplayName("[U137] an edit waits for one commit of what somebody pours into another room, not for all of it")
    void largeOnesLetOthersPass() {
        for (int i = 0; i < 200; i++) {
            add(FLOODED, 200_000);
        }
        for (int i = 0; i < 50; i++) {
            // A commit is being made while somebody edits.
            assertThat(queue.next()).hasSize(1).allMatch(append -> append.room().equals(FLOODED));
            Append edit = add(OTHER, 100);
            assertThat(queue.next()).containsExactly(edit);
        }
    }

    @Test
    @DisplayName("[U137] the same when what is poured in comes in small pieces")
    void manySmallOnesLetOthersPass() {
        for (int i = 0; i < 1_000; i++) {
            add(FLOODED, 31_000);
        }
        assertThat(queue.next()).hasSize(1);
        for (int i = 0; i < 50; i++) {
            assertThat(queue.next()).hasSize(8).allMatch(append -> append.room().equals(FLOODED));
            Append edit = add(OTHER, 100);
            assertThat(queue.next()).contains(edit).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    @DisplayName("[U4] [U137] what is large of several rooms shares a commit, too, as far as it fits")
    void largeOnesTogether() {
        List<Append> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(add(new RoomName("room-" + i), 40_000));
        }
        assertThat(queue.next()).isEqualTo(all.subList(0, 6));
        assertThat(queue.next()).isEqualTo(all.subList(6, 12));
    }

    @Test
    @DisplayName("[U137] edits that never end let what is large pass")
    void smallOnesLetLargeOnesPass() {
        Append large = add(FLOODED, 1 << 20);
        add(OTHER, 1);
        assertThat(queue.next()).doesNotContain(large);
        add(OTHER, 1);
        assertThat(queue.next()).containsExactly(large);
        assertThat(queue.next()).hasSize(1);
    }

    @Test
    @DisplayName("[U137] rooms take turns with what is large")
    void roomsTakeTurns() {
        List<RoomName> rooms = List.of(FLOODED, OTHER, new RoomName("third"));
        rooms.forEach(room -> {
            for (int i = 0; i < 3; i++) {
                add(room, 200_000);
            }
        });
        List<RoomName> turns = new ArrayList<>();
        while (!queue.isEmpty()) {
            turns.add(queue.next().getFirst().room());
        }
        assertThat(turns.subList(0, 3)).containsExactlyElementsOf(rooms);
        assertThat(turns).hasSize(9);
    }

    @Test
    @DisplayName("[U137] a commit has a quarter of a megabyte and 4,096 entries at most, or a single larger one")
    void groupsAreBounded() {
        for (int i = 0; i < 5_000; i++) {
            add(OTHER, 1);
        }
        assertThat(queue.waitsLittle()).isFalse();
        assertThat(queue.next()).hasSize(4_096);
        assertThat(queue.next()).hasSize(904);
        for (int i = 0; i < 100; i++) {
            add(OTHER, 31_000);
            add(FLOODED, 100_000);
        }
        add(FLOODED, 10 << 20);
        while (!queue.isEmpty()) {
            List<Append> group = queue.next();
            assertThat(group.size() == 1
                            || group.stream().mapToInt(Append::bytes).sum() <= 256 << 10)
                    .isTrue();
        }
    }

    @RepeatedTest(20)
    @DisplayName("[U4] [U137] whatever comes when, each room's entries stay in order and none is lost")
    void keepsTheOrderOfEachRoom() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<RoomName, List<Append>> expected = new HashMap<>();
        Map<RoomName, List<Append>> taken = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            if (random.nextInt(4) > 0) {
                RoomName room = new RoomName("room-" + random.nextInt(5));
                int bytes = random.nextInt(3) > 0 ? random.nextInt(20_000) : random.nextInt(100_000);
                expected.computeIfAbsent(room, any -> new ArrayList<>()).add(add(room, bytes));
            } else {
                List<Append> group = queue.next();
                if (random.nextInt(3) == 0) {
                    queue.giveBack(group);
                } else {
                    collect(group, taken);
                }
            }
        }
        while (!queue.isEmpty()) {
            collect(queue.next(), taken);
        }
        assertThat(taken).as("seed %d", seed).isEqualTo(expected);
    }

    private static void collect(List<Append> group, Map<RoomName, List<Append>> taken) {
        group.forEach(append ->
                taken.computeIfAbsent(append.room(), any -> new ArrayList<>()).add(append));
    }

    private Append add(RoomName room, int bytes) {
        Append append = new Append(room, new NewUpdate(++added, Author.GUEST, 1, new byte[bytes]));
        queue.add(append);
        return append;
    }
}
