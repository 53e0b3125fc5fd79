package dev.diorama.scene.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.diorama.scene.crdt.RelativePosition;
import dev.diorama.scene.crdt.Snapshot;
import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.crdt.UpdateFormat;
import dev.diorama.scene.crdt.Updates;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A seeded fuzzer of everything that is decoded, but for updates that are applied: those have HostileUpdateTest. */
class HostileFramesTest {

    private static final long PINNED = 4711;

    /** What reads bytes; each gets damaged samples of its own kind and of all others. */
    enum Target {
        STATE_VECTOR,
        SNAPSHOT_V1,
        SNAPSHOT_V2,
        RELATIVE_POSITION,
        AWARENESS,
        FRAME,
        MERGE_V1,
        MERGE_V2,
        DIFF_V1,
        DIFF_V2,
        CONVERT_V1,
        CONVERT_V2,
        VECTOR_OF_V1,
        VECTOR_OF_V2;

        private void decode(byte[] bytes) throws DecodeException {
            Object result = switch (this) {
                case STATE_VECTOR -> StateVector.decode(bytes);
                case SNAPSHOT_V1 -> Snapshot.decode(bytes, UpdateFormat.V1);
                case SNAPSHOT_V2 -> Snapshot.decode(bytes, UpdateFormat.V2);
                case RELATIVE_POSITION -> RelativePosition.decode(bytes);
                case AWARENESS -> Awareness.decode(bytes);
                case FRAME -> SyncProtocol.decode(bytes);
                case MERGE_V1 -> Updates.merge(List.of(bytes, bytes), UpdateFormat.V1);
                case MERGE_V2 -> Updates.merge(List.of(bytes, bytes), UpdateFormat.V2);
                case DIFF_V1 -> Updates.diff(bytes, StateVector.EMPTY, UpdateFormat.V1);
                case DIFF_V2 -> Updates.diff(bytes, StateVector.EMPTY, UpdateFormat.V2);
                case CONVERT_V1 -> Updates.convert(bytes, UpdateFormat.V1, UpdateFormat.V2);
                case CONVERT_V2 -> Updates.convert(bytes, UpdateFormat.V2, UpdateFormat.V1);
                case VECTOR_OF_V1 -> Updates.stateVector(bytes, UpdateFormat.V1);
                case VECTOR_OF_V2 -> Updates.stateVector(bytes, UpdateFormat.V2);
            };
            assertThat(result).isNotNull();
        }
    }

    @ParameterizedTest
    @DisplayName(
            "[S6] [S13] [S31] [S35] whatever the bytes, decoding ends in a value or in a DecodeException with a place inside them")
    @EnumSource(Target.class)
    void endsInAValueOrARefusal(Target target) throws DecodeException {
        fuzz(target, PINNED, 2_000);
        fuzz(target, seed("HostileFramesTest " + target), 3_000);
    }

    @ParameterizedTest
    @Tag("long")
    @DisplayName("[S6] [S13] [S31] [S35] whatever the bytes, decoding ends well, for a long time")
    @EnumSource(Target.class)
    void endsWellForLong(Target target) throws DecodeException {
        fuzz(target, seed("HostileFramesTest, long, " + target), 400_000);
    }

    private static long seed(String what) {
        long seed = System.nanoTime();
        System.out.println(what + ": seed " + seed);
        return seed;
    }

    private static void fuzz(Target target, long seed, int rounds) throws DecodeException {
        Random random = new Random(seed);
        List<byte[]> samples = samples();
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] bytes = damaged(samples.get(random.nextInt(samples.size())), random);
            try {
                target.decode(bytes);
            } catch (DecodeException e) {
                refused++;
                assertThat(e.offset()).as("%s seed %d", target, seed).isBetween(0, bytes.length);
            } catch (RuntimeException | Error e) {
                fail(target + " seed " + seed + " bytes " + HexFormat.of().formatHex(bytes), e);
            }
        }
        assertThat(refused).isGreaterThan(rounds / 20);
    }

    private static YDoc document() {
        YDoc doc = YDoc.withoutGc(7);
        doc.map("m").set("k", AnyValue.obj(Map.of("a", AnyValue.of("b"))));
        doc.text("t").insert(0, "hello \ud83d\ude00");
        doc.text("t").format(1, 3, Map.of("bold", AnyValue.of(true)));
        doc.text("t").delete(2, 2);
        doc.map("m").setArray("list").push(List.of(AnyValue.of(1), AnyValue.of(2.5), AnyValue.of(1, 2, 3)));
        return doc;
    }

    private static List<byte[]> samples() throws DecodeException {
        YDoc doc = document();
        Awareness awareness = Awareness.of(7, () -> 0);
        awareness.setLocalState("{\"user\":{\"name\":\"\u00e9\",\"at\":[1,2.5,-3e2,null,true]}}");
        byte[] presence = awareness.encode(List.of(7L));
        byte[] state = doc.encodeStateAsUpdate();
        List<byte[]> samples = new ArrayList<>();
        samples.add(doc.encodeStateVector());
        samples.add(StateVector.EMPTY.encode());
        samples.add(Snapshot.of(doc).encode(UpdateFormat.V1));
        samples.add(Snapshot.of(doc).encode(UpdateFormat.V2));
        samples.add(RelativePosition.of(doc.text("t"), 3, 0).encode());
        samples.add(RelativePosition.of(doc.text("t"), 100, -1).encode());
        samples.add(presence);
        samples.add(state);
        samples.add(doc.encodeStateAsUpdate(StateVector.EMPTY, UpdateFormat.V2));
        samples.add(SyncProtocol.encodeStep1(doc.stateVector()));
        samples.add(SyncProtocol.encodeStep2(state));
        samples.add(SyncProtocol.encodeUpdate(state));
        samples.add(SyncProtocol.encodeAwareness(presence));
        samples.add(SyncProtocol.encodeAuthDenied("no"));
        samples.add(SyncProtocol.encodeQueryAwareness());
        return samples;
    }

    private static byte[] damaged(byte[] sample, Random random) {
        byte[] bytes = sample.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(7)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes[at] = (byte) 0xFF;
                case 3 -> bytes[at] = (byte) random.nextInt(10);
                case 4 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 5 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(4));
                default -> {
                    byte[] noise = new byte[1 + random.nextInt(30)];
                    random.nextBytes(noise);
                    System.arraycopy(noise, 0, bytes, at, Math.min(noise.length, bytes.length - at));
                }
            }
        }
        return bytes;
    }

    @Test
    @DisplayName(
            "[S13] [S31] [S35] a damaged frame leaves documents and presence as they were, or is taken by client and server alike")
    void connectionsSurviveDamage() throws DecodeException {
        play(PINNED, 1_000);
        play(seed("HostileFramesTest connections"), 1_500);
    }

    @Test
    @Tag("long")
    @DisplayName("[S13] [S31] [S35] damaged frames do no harm, for a long time")
    void connectionsSurviveDamageForLong() throws DecodeException {
        play(seed("HostileFramesTest connections, long"), 200_000);
    }

    private static void play(long seed, int rounds) throws DecodeException {
        Random random = new Random(seed);
        List<byte[]> samples = samples();
        for (int round = 0; round < rounds; round++) {
            byte[] frame = damaged(samples.get(random.nextInt(samples.size())), random);
            YDoc doc = document();
            Awareness awareness = Awareness.of(8, () -> 0);
            Sent sent = new Sent();
            if (random.nextBoolean()) {
                ServerConnection server = new ServerConnection(doc, awareness, true, sent);
                receive(doc, awareness, frame, server::receive, seed);
            } else {
                ClientConnection client = new ClientConnection(doc, awareness, () -> 0, sent);
                client.opened();
                receive(doc, awareness, frame, client::receive, seed);
            }
        }
    }

    private static void receive(YDoc doc, Awareness awareness, byte[] frame, Receiver receiver, long seed) {
        byte[] before = doc.encodeStateAsUpdate();
        int present = awareness.states().size();
        try {
            receiver.receive(frame);
        } catch (DecodeException e) {
            assertThat(doc.encodeStateAsUpdate()).as("seed %d", seed).isEqualTo(before);
            assertThat(awareness.states()).as("seed %d", seed).hasSize(present);
        } catch (RuntimeException | Error e) {
            fail("seed " + seed + " frame " + HexFormat.of().formatHex(frame), e);
        }
    }

    /** A connection's {@code receive}. */
    private interface Receiver {

        void receive(byte[] frame) throws DecodeException;
    }

    private static final class Sent implements FrameOutput {

        @Override
        public void send(byte[] frame) {
            assertThat(frame).isNotEmpty();
        }

        @Override
        public void close(String reason) {
            assertThat(reason).isNotNull();
        }
    }
}
