package dev.diorama.scene.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileUpdateTest {

    @ParameterizedTest
    @DisplayName(
            "[S13] an update that is cut or altered is applied or refused with its place; if refused, nothing changed")
    @EnumSource(UpdateFormat.class)
    void survivesDamage(UpdateFormat format) throws DecodeException {
        long seed = System.nanoTime();
        System.out.println("HostileUpdateTest: seed " + seed);
        damage(format, seed, 4_000);
        damage(format, 4711, 1_000);
        damage(format, format == UpdateFormat.V1 ? 7_425_438_729_745L : 7_432_582_666_157L, 4_000);
    }

    @ParameterizedTest
    @Tag("long")
    @DisplayName("[S13] an update that is damaged is applied or refused, for a long time")
    @EnumSource(UpdateFormat.class)
    void survivesDamageForLong(UpdateFormat format) throws DecodeException {
        long seed = System.nanoTime();
        System.out.println("HostileUpdateTest: seed of the long run " + seed);
        damage(format, seed, 500_000);
    }

    private static void damage(UpdateFormat format, long seed, int rounds) throws DecodeException {
        Random random = new Random(seed);
        List<byte[]> updates = samples(random, format);
        YDoc doc = YDoc.of(1);
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            if (round % 200 == 0) {
                doc = YDoc.of(1);
                doc.applyUpdate(updates.getLast(), format, null, DecodeLimits.STATE);
            }
            byte[] damaged = damaged(updates.get(random.nextInt(updates.size())), random);
            byte[] before = doc.encodeStateAsUpdate();
            int pending = doc.pendingStructs();
            try {
                doc.applyUpdate(damaged, format, null, DecodeLimits.UPDATE);
                Peers.checkInvariants(doc);
            } catch (DecodeException e) {
                refused++;
                assertThat(e.offset()).as("seed %d", seed).isBetween(0, damaged.length);
                assertThat(doc.encodeStateAsUpdate()).as("seed %d", seed).isEqualTo(before);
                assertThat(doc.pendingStructs()).isEqualTo(pending);
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + " update " + HexFormat.of().formatHex(damaged), e);
            }
        }
        assertThat(refused).isGreaterThan(rounds / 10);
    }

    /** Updates with every kind of content; the last one is a whole document. */
    private static List<byte[]> samples(Random random, UpdateFormat format) throws DecodeException {
        YDoc doc = YDoc.of(5);
        List<byte[]> updates = new ArrayList<>();
        doc.onUpdate(format, (update, origin, local) -> updates.add(update));
        YText text = doc.text("text");
        text.insert(0, "hello \ud83d\ude00 world");
        text.format(2, 5, Map.of("bold", AnyValue.of(true)));
        text.insertEmbed(3, AnyValue.obj(Map.of("image", AnyValue.of("u"))), Map.of());
        text.delete(4, 3);
        doc.xmlFragment("xml").insertElement(0, "p").setAttribute("a", AnyValue.of("b"));
        doc.xmlFragment("xml").insertText(1, "text");
        doc.map("map").set("bytes", new AnyValue.Bytes(new byte[] {1, 2, 3}));
        doc.map("map").setMap("m").setArray("a").push(List.of(AnyValue.of(1.5), AnyValue.of("x")));
        doc.map("map").remove("m");
        doc.array("array").insert(0, List.of(AnyValue.of(1), AnyValue.of(2), AnyValue.of(3)));
        doc.array("array").delete(1, 1);
        Peers peers = new Peers(random, 3, true);
        for (int i = 0; i < 60; i++) {
            peers.step();
        }
        for (byte[] update : peers.updates) {
            updates.add(Updates.convert(update, UpdateFormat.V1, format));
            doc.applyUpdate(update, null);
        }
        updates.add(doc.encodeStateAsUpdate(StateVector.EMPTY, format));
        return updates;
    }

    private static byte[] damaged(byte[] update, Random random) {
        byte[] copy = update.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(copy.length);
            switch (random.nextInt(5)) {
                case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> copy[at] = (byte) random.nextInt();
                case 2 -> copy[at] = (byte) 0xFF;
                case 3 -> copy[at] = 0;
                default -> copy = Arrays.copyOf(copy, Math.max(1, at));
            }
        }
        return copy;
    }

    @ParameterizedTest
    @DisplayName("[S13] malformed updates are refused")
    @ValueSource(
            strings = {
                "", // nothing
                "01", // a client without structs
                "0101", // cut
                "01010100040101610000", // a string of no length
                "010101000401016103616263", // no delete set
                "0101010004010161036162630000", // bytes after the end
                "01010100840100036162630000", // refers to its own future
                "010101001f010161036162630000", // unknown content
                "0101010027010161016b0900", // unknown type
                "0000ff", // after the end
                "00010101" + "0500", // a deletion of no length
                "0101010000ffffffff0f00", // length above 2^31 - 1
                "010101feffffff070004", // clock overflow
                "ffffffff0f" // more clients than bytes
            })
    void refusesMalformed(String hex) {
        YDoc doc = YDoc.of(1);
        assertThatThrownBy(() -> doc.applyUpdate(HexFormat.of().parseHex(hex), null))
                .isInstanceOf(DecodeException.class);
        assertThat(doc.encodeStateAsUpdate()).isEqualTo(new byte[] {0, 0});
        assertThat(doc.hasPending()).isFalse();
    }

    @Test
    @DisplayName("[S14] what is above the limits is refused")
    void refusesAboveLimits() throws DecodeException {
        YDoc writer = YDoc.of(1);
        for (int i = 0; i < 100; i++) {
            writer.map("m").set("k" + i, AnyValue.of("v"));
            if (i % 2 == 0) {
                writer.map("m").remove("k" + i);
            }
        }
        byte[] update = writer.encodeStateAsUpdate();
        YDoc doc = YDoc.of(2);
        assertThatThrownBy(() -> doc.applyUpdate(update, null, new DecodeLimits(update.length - 1, 1000, 10, 1000)))
                .isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> doc.applyUpdate(update, null, new DecodeLimits(1 << 20, 50, 10, 1000)))
                .isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> doc.applyUpdate(update, null, new DecodeLimits(1 << 20, 1000, 0, 1000)))
                .isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> doc.applyUpdate(update, null, new DecodeLimits(1 << 20, 1000, 10, 10)))
                .isInstanceOf(DecodeException.class);
        assertThat(doc.stateVector()).isEqualTo(StateVector.EMPTY);
        doc.applyUpdate(update, null, new DecodeLimits(update.length, 1000, 1, 1000));
        assertThat(doc.stateVector()).isEqualTo(writer.stateVector());
    }

    @Test
    @DisplayName("[S14] what would take a document above limits of its own is refused, and changes nothing")
    void refusesAboveDocumentLimits() throws DecodeException {
        DocumentLimits limits = new DocumentLimits(4, 3);
        YDoc doc = YDoc.of(1);
        for (int i = 0; i < 3; i++) {
            doc.applyUpdate(item(5, 2 * i + 10, 5, 2 * i + 9), null, DecodeLimits.UPDATE, limits);
        }
        assertThat(doc.waiting()).isEqualTo(3);
        byte[] state = doc.encodeStateAsUpdate();
        assertThatThrownBy(() -> doc.applyUpdate(item(5, 30, 5, 29), null, DecodeLimits.UPDATE, limits))
                .isInstanceOfSatisfying(
                        LimitException.class, e -> assertThat(e.kind()).isEqualTo(LimitException.Kind.WAITING))
                .hasMessage("too many edits wait for others: count=4 limit=3");
        byte[] deletion = {0, 1, 9, 1, 4, 1};
        assertThatThrownBy(() -> doc.applyUpdate(deletion, null, DecodeLimits.UPDATE, limits))
                .isInstanceOf(LimitException.class);
        YDoc others = YDoc.of(20);
        others.map("m").set("k", AnyValue.of(1));
        doc.applyUpdate(others.encodeStateAsUpdate(), null, DecodeLimits.UPDATE, limits);
        YDoc more = YDoc.of(21);
        more.map("m").set("k", AnyValue.of(1));
        YDoc tooMany = YDoc.of(22);
        tooMany.applyUpdate(more.encodeStateAsUpdate(), null);
        tooMany.map("m").set("k", AnyValue.of(2));
        assertThatThrownBy(() -> doc.applyUpdate(tooMany.encodeStateAsUpdate(), null, DecodeLimits.UPDATE, limits))
                .isInstanceOfSatisfying(
                        LimitException.class, e -> assertThat(e.kind()).isEqualTo(LimitException.Kind.CLIENTS));
        assertThat(doc.waiting()).isEqualTo(3);
        assertThat(doc.stateVector().size()).isEqualTo(1);
        assertThat(doc.encodeStateAsUpdate()).isNotEqualTo(state);
    }

    @Test
    @DisplayName("[S15] thousands of updates whose predecessor never comes cost little each")
    void pendingIsCheap() {
        YDoc doc = YDoc.of(1);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 20_000; i++) {
                doc.applyUpdate(item(5, 2 * i + 10, 5, 2 * i + 9), null);
            }
        });
        assertThat(doc.pendingStructs()).isEqualTo(20_000);
        doc.discardPending();
        assertThat(doc.hasPending()).isFalse();
    }

    @ParameterizedTest
    @DisplayName("[S15] what waits is not looked through for each update, in whatever pattern it comes")
    @ValueSource(
            strings = {
                "backwards",
                "own clients",
                "a chain of clients",
                "deletions",
                "deletions of clients",
                "overlapping"
            })
    void waitingIsCheap(String pattern) {
        YDoc doc = YDoc.of(1);
        int count = 60_000;
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int i = 0; i < count; i++) {
                int even = 2 * (count - i) + 10;
                doc.applyUpdate(
                        switch (pattern) {
                            case "backwards" -> item(5, even, 5, even - 1);
                            case "own clients" -> item(10 + i, 3, 10 + i, 2);
                            case "a chain of clients" -> item(10 + i, 0, 11 + i, 0);
                            case "deletions" -> deletion(5, even);
                            case "deletions of clients" -> deletion(10 + i, 5);
                            default -> item(5, 10 + i, 5, 1, "xxx");
                        },
                        null);
            }
        });
        assertThat(doc.hasPending()).isTrue();
        YDoc copy = YDoc.of(2);
        Assertions.assertDoesNotThrow(() -> copy.applyUpdate(doc.encodeStateAsUpdate(), null));
        assertThat(copy.encodeStateAsUpdate()).isEqualTo(doc.encodeStateAsUpdate());
    }

    private static byte[] deletion(int client, int clock) {
        Lib0Writer writer = new Lib0Writer().writeVarUint(0).writeVarUint(1).writeVarUint(client);
        return writer.writeVarUint(1).writeVarUint(clock).writeVarUint(1).toBytes();
    }

    @Test
    @DisplayName("[S15] deleting a hundred thousand pieces of a formatted text at once walks the text once")
    void cleanUpIsLinear() {
        YDoc writer = YDoc.of(5);
        YText text = writer.text("t");
        writer.transact(null, () -> {
            for (int i = 0; i < 100_000; i++) {
                text.insert(0, "x");
            }
        });
        text.format(0, 10, Map.of("bold", AnyValue.of(true)));
        YDoc doc = YDoc.of(1);
        doc.text("t");
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            doc.applyUpdate(writer.encodeStateAsUpdate(), null);
            text.delete(0, 100_000);
            doc.applyUpdate(writer.encodeStateAsUpdate(doc.stateVector()), null);
        });
        assertThat(doc.text("t").length()).isZero();
    }

    private static byte[] item(int client, int clock, int originClient, int originClock) {
        return item(client, clock, originClient, originClock, "x");
    }

    private static byte[] item(int client, int clock, int originClient, int originClock, String text) {
        Lib0Writer writer = new Lib0Writer();
        writer.writeVarUint(1).writeVarUint(1).writeVarUint(client).writeVarUint(clock);
        writer.writeUint8(0x84)
                .writeVarUint(originClient)
                .writeVarUint(originClock)
                .writeVarString(text);
        return writer.writeVarUint(0).toBytes();
    }

    @Test
    @DisplayName(
            "[S16] types nested a hundred thousand deep are deleted, collected and loaded without a stack overflow")
    void survivesDeepNesting() throws DecodeException {
        int depth = 100_000;
        Lib0Writer writer = new Lib0Writer(depth * 8);
        writer.writeVarUint(1).writeVarUint(depth).writeVarUint(5).writeVarUint(0);
        writer.writeUint8(0x27)
                .writeVarUint(1)
                .writeVarString("m")
                .writeVarString("k")
                .writeVarUint(1);
        for (int i = 1; i < depth; i++) {
            writer.writeUint8(0x27).writeVarUint(0).writeVarUint(5).writeVarUint(i - 1);
            writer.writeVarString("k").writeVarUint(1);
        }
        YDoc doc = YDoc.of(1);
        doc.applyUpdate(writer.writeVarUint(0).toBytes(), null);
        assertThat(doc.stateVector().clock(5)).isEqualTo(depth);
        List<YEvent> heard = new ArrayList<>();
        doc.map("m").observeDeep((events, transaction) -> heard.addAll(events));
        doc.applyUpdate(changeAtEveryLevel(depth), null);
        assertThat(heard).hasSize(depth);
        assertThat(heard.getFirst().path()).isEqualTo(List.of("k"));
        doc.map("m").remove("k");
        YDoc copy = YDoc.of(2);
        copy.applyUpdate(doc.encodeStateAsUpdate(), null);
        assertThat(copy.encodeSnapshot()).isEqualTo(doc.encodeSnapshot());
        assertThat(doc.encodeStateAsUpdate()).hasSizeLessThan(60);
    }

    /** Sets a key in each of the types that client 5 nested. */
    private static byte[] changeAtEveryLevel(int depth) {
        Lib0Writer writer = new Lib0Writer(depth * 12);
        writer.writeVarUint(1).writeVarUint(depth).writeVarUint(6).writeVarUint(0);
        for (int i = 0; i < depth; i++) {
            writer.writeUint8(0x28).writeVarUint(0).writeVarUint(5).writeVarUint(i);
            writer.writeVarString("v").writeVarUint(1).writeAny(AnyValue.of(1));
        }
        return writer.writeVarUint(0).toBytes();
    }
}
