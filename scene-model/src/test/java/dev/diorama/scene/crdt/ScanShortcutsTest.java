package dev.diorama.scene.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanShortcutsTest {

    @Test
    @DisplayName("[S10] [S15] short scans put items where whole scans do, whatever origins an update claims")
    void sameAsWholeScans() throws DecodeException {
        long first = System.nanoTime();
        System.out.println("ScanShortcutsTest: first seed " + first);
        for (int i = 0; i < 400; i++) {
            play(i < 150 ? i : first + i);
        }
        for (long seed : new long[] {25_109_597_256_791L}) {
            play(seed);
        }
    }

    @Test
    @Tag("long")
    @DisplayName("[S10] [S15] short scans put items where whole scans do, for a long time")
    void sameAsWholeScansForLong() throws DecodeException {
        long first = System.nanoTime();
        System.out.println("ScanShortcutsTest: first seed of the long run " + first);
        for (int i = 0; i < 40_000; i++) {
            play(first + i);
        }
    }

    /** Items with few different origins, honest and forged right origins, in a list or under a key; cuts and deletions among them. */
    private static void play(long seed) throws DecodeException {
        Random random = new Random(seed);
        boolean keyed = random.nextInt(4) == 0;
        boolean forged = random.nextBoolean();
        int clients = 2 + random.nextInt(4);
        int[] clocks = new int[clients];
        int[] lastClock = new int[clients];
        List<int[]> ids = new ArrayList<>();
        List<int[]> hot = new ArrayList<>();
        YDoc with = YDoc.of(1000);
        YDoc without = YDoc.of(1000);
        without.store().shortcuts.off = true;
        int steps = 20 + random.nextInt(150);
        for (int step = 0; step < steps; step++) {
            int client = random.nextInt(clients);
            if (hot.isEmpty() || random.nextInt(40) == 0) {
                hot.add(ids.isEmpty() || random.nextInt(3) == 0 ? null : ids.get(random.nextInt(ids.size())));
            }
            boolean anywhere = random.nextInt(6) == 0 && !ids.isEmpty();
            int[] origin = anywhere ? ids.get(random.nextInt(ids.size())) : hot.get(random.nextInt(hot.size()));
            int[] right = null;
            if (!keyed) {
                int choice = random.nextInt(forged ? 4 : 3);
                if (choice > 0 && clocks[client] > 0) {
                    right = new int[] {client, lastClock[client]};
                }
                if (choice == 3 && !ids.isEmpty()) {
                    right = ids.get(random.nextInt(ids.size()));
                }
            }
            int length = 1 + random.nextInt(3);
            byte[] update = item(
                    client, clocks[client], origin, right, length, keyed, random.nextInt(10) == 0 ? ids : null, random);
            lastClock[client] = clocks[client];
            for (int i = 0; i < length; i++) {
                ids.add(new int[] {client, clocks[client]++});
            }
            with.applyUpdate(update, null);
            without.applyUpdate(update, null);
            assertThat(order(with)).as("seed %d step %d", seed, step).isEqualTo(order(without));
        }
        assertThat(with.encodeStateAsUpdate()).as("seed %d", seed).isEqualTo(without.encodeStateAsUpdate());
    }

    private static byte[] item(
            int client,
            int clock,
            int @Nullable [] origin,
            int @Nullable [] right,
            int length,
            boolean keyed,
            @Nullable List<int[]> deletable,
            Random random) {
        Lib0Writer writer = new Lib0Writer();
        writer.writeVarUint(1).writeVarUint(1).writeVarUint(client).writeVarUint(clock);
        writer.writeUint8(4 | (origin == null ? 0 : 0x80) | (right == null ? 0 : 0x40) | (keyed ? 0x20 : 0));
        for (int[] id : new int @Nullable [][] {origin, right}) {
            if (id != null) {
                writer.writeVarUint(id[0]).writeVarUint(id[1]);
            }
        }
        if (origin == null && right == null) {
            writer.writeVarUint(1).writeVarString("t");
            if (keyed) {
                writer.writeVarString("k");
            }
        }
        writer.writeVarString("x".repeat(length));
        if (deletable == null || deletable.isEmpty()) {
            return writer.writeVarUint(0).toBytes();
        }
        int[] deleted = deletable.get(random.nextInt(deletable.size()));
        writer.writeVarUint(1).writeVarUint(deleted[0]).writeVarUint(1).writeVarUint(deleted[1]);
        return writer.writeVarUint(1).toBytes();
    }

    /** Client and clock of each position, deleted ones included, from left to right. */
    private static List<Long> order(YDoc doc) {
        SharedType root = doc.root("t");
        List<Long> order = new ArrayList<>();
        if (root == null) {
            return order;
        }
        Item item = root.start != null ? root.start : root.map().get("k");
        while (item != null && item.left != null) {
            item = item.left;
        }
        for (; item != null; item = item.right) {
            for (int i = 0; i < item.length; i++) {
                order.add(item.client.id << 32 | (item.clock + i));
            }
        }
        return order;
    }

    @ParameterizedTest
    @DisplayName(
            "[S15] where many people put many items at one place while apart, each item is put there in a few steps")
    @ValueSource(
            strings = {"two in turn", "one after the other", "three", "ascending clients", "one place again and again"})
    void manyAtOnePlace(String pattern) throws DecodeException {
        int count = pattern.equals("ascending clients") ? 20_000 : 60_000;
        YDoc doc = YDoc.of(1);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < count; i++) {
                int[] before = i == 0 ? null : new int[] {0, i - 1};
                doc.applyUpdate(
                        item(
                                pattern.equals("ascending clients") ? 10 + i : 10,
                                pattern.equals("ascending clients") ? 0 : i,
                                null,
                                i == 0 || pattern.equals("ascending clients") ? null : new int[] {10, i - 1},
                                1,
                                false,
                                null,
                                new Random(0)),
                        null);
                if (pattern.equals("two in turn") || pattern.equals("three")) {
                    put(doc, 11, i, before);
                }
                if (pattern.equals("three")) {
                    put(doc, 12, i, before);
                }
            }
            for (int i = 0; i < count && pattern.startsWith("one"); i++) {
                int[] before = i == 0 || pattern.startsWith("one place") ? null : new int[] {0, i - 1};
                put(doc, 11, i, before);
            }
        });
        assertThat(doc.stateVector().clock(10)).isPositive();
        YDoc copy = YDoc.of(2);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> copy.applyUpdate(doc.encodeStateAsUpdate(), null));
        assertThat(copy.encodeStateAsUpdate()).isEqualTo(doc.encodeStateAsUpdate());
    }

    private static void put(YDoc doc, int client, int clock, int @Nullable [] before) throws DecodeException {
        int[] right = before == null ? null : new int[] {client, before[1]};
        doc.applyUpdate(item(client, clock, null, right, 1, false, null, new Random(0)), null);
    }
}
