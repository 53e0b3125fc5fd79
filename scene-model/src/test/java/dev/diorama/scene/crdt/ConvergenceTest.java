package dev.diorama.scene.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConvergenceTest {

    private static final int SESSIONS = 150;

    @Test
    @DisplayName("[S11] peers that got the same edits, in any order and repeatedly, are equal")
    void converges() throws DecodeException {
        long first = System.nanoTime();
        System.out.println("ConvergenceTest: first seed " + first);
        for (long seed = 0; seed < SESSIONS; seed++) {
            play(seed < 50 ? seed : first + seed, 120);
        }
    }

    @Test
    @DisplayName("[S11] a struct that waits for one before a gap is tried again when that one comes")
    void waitsForAClockBeforeAGap() throws DecodeException {
        play(6_451_842_978_898L, 120);
    }

    @Test
    @Tag("long")
    @DisplayName("[S11] peers that got the same edits are equal, for a long time")
    void convergesForLong() throws DecodeException {
        long first = System.nanoTime();
        System.out.println("ConvergenceTest: first seed of the long run " + first);
        for (long seed = first; seed < first + 5_000; seed++) {
            play(seed, 400);
        }
    }

    private static void play(long seed, int steps) throws DecodeException {
        String context = "seed " + seed;
        Random random = new Random(seed);
        Peers peers = new Peers(random, 2 + random.nextInt(4), random.nextInt(4) > 0);
        for (int i = 0; i < steps; i++) {
            peers.step();
        }
        peers.docs.forEach(Peers::checkInvariants);
        peers.deliverAll();
        YDoc one = peers.docs.getFirst();
        for (YDoc other : peers.docs) {
            Peers.checkInvariants(other);
            Peers.assertSame(one, other, context);
        }
        fromState(one, context);
        fromShuffledUpdates(one, peers.updates, random, context);
        fromMerged(one, peers.updates, random, context);
        fromDiff(one, peers.updates, random, context);
    }

    private static void fromState(YDoc one, String context) throws DecodeException {
        YDoc fresh = YDoc.of(7);
        fresh.applyUpdate(one.encodeStateAsUpdate(), null);
        Peers.checkInvariants(fresh);
        Peers.assertSame(one, fresh, context);
        YDoc fromV2 = YDoc.of(8);
        byte[] v2 = one.encodeStateAsUpdate(StateVector.EMPTY, UpdateFormat.V2);
        fromV2.applyUpdate(v2, UpdateFormat.V2, null, DecodeLimits.STATE);
        Peers.assertSame(one, fromV2, context);
        YDoc converted = YDoc.of(13);
        converted.applyUpdate(Updates.convert(v2, UpdateFormat.V2, UpdateFormat.V1), null);
        assertThat(converted.encodeStateAsUpdate()).as(context).isEqualTo(fromV2.encodeStateAsUpdate());
    }

    private static void fromShuffledUpdates(YDoc one, List<byte[]> updates, Random random, String context)
            throws DecodeException {
        List<byte[]> shuffled = new ArrayList<>(updates);
        Collections.shuffle(shuffled, random);
        YDoc fresh = YDoc.of(9);
        for (byte[] update : shuffled) {
            fresh.applyUpdate(update, null);
        }
        Peers.checkInvariants(fresh);
        Peers.assertSame(one, fresh, context);
    }

    private static void fromMerged(YDoc one, List<byte[]> updates, Random random, String context)
            throws DecodeException {
        if (updates.isEmpty()) {
            return;
        }
        List<byte[]> shuffled = new ArrayList<>(updates);
        Collections.shuffle(shuffled, random);
        byte[] merged = Updates.merge(shuffled, UpdateFormat.V1);
        assertThat(Updates.stateVector(merged, UpdateFormat.V1)).as(context).isEqualTo(one.stateVector());
        YDoc fresh = YDoc.of(10);
        fresh.applyUpdate(merged, null);
        Peers.assertSame(one, fresh, context);
    }

    /** Half of the updates, then what the other documents has more. */
    private static void fromDiff(YDoc one, List<byte[]> updates, Random random, String context) throws DecodeException {
        YDoc fresh = YDoc.of(11);
        for (byte[] update : updates) {
            if (random.nextBoolean()) {
                fresh.applyUpdate(update, null);
            }
        }
        YDoc copy = YDoc.of(12);
        copy.applyUpdate(fresh.encodeStateAsUpdate(), null); // what waits travels with the state
        assertThat(copy.pendingStructs() > 0).isEqualTo(fresh.pendingStructs() > 0);
        byte[] diff = one.encodeStateAsUpdate(fresh.stateVector());
        fresh.applyUpdate(diff, null);
        copy.applyUpdate(diff, null);
        Peers.assertSame(one, fresh, context);
        Peers.assertSame(one, copy, context);
    }
}
