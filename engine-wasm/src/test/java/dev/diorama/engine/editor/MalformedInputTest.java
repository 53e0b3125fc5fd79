package dev.diorama.engine.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.lib0.Lib0Writer;
import dev.diorama.scene.protocol.SyncProtocol;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MalformedInputTest {
    private final Person.Clock clock = new Person.Clock();
    private final FakeRelay relay = new FakeRelay();
    private final Person ada = new Person(11, clock);
    private String hash;

    @BeforeEach
    void scene() {
        relay.join(ada);
        ada.core.addPrimitive("sphere");
        relay.deliver();
        hash = ada.core.stateHash();
    }

    @Test
    @DisplayName("[E44] messages that are none are refused and change nothing")
    void refusesMalformedMessages() {
        for (byte[] bytes : List.of(
                new byte[0],
                new byte[] {0},
                new byte[] {0, 9, 0},
                new byte[] {0, 2, 5, 1},
                new byte[] {1, 3, 1, 2, 3},
                SyncProtocol.encodeUpdate(new byte[] {1, 1, 1}),
                SyncProtocol.encodeAwareness(new byte[] {1, 5, 1, 1, '{'}))) {
            assertThatThrownBy(() -> ada.core.receive(bytes))
                    .as(Arrays.toString(bytes))
                    .isInstanceOfSatisfying(
                            EditorException.class,
                            e -> assertThat(e.code()).isEqualTo(EditorException.Code.BAD_UPDATE));
        }
        assertUntouched();
    }

    @Test
    @DisplayName("[E44] a message of an unknown type is ignored")
    void ignoresUnknownTypes() {
        ada.core.receive(new byte[] {42, 1, 2, 3});
        assertUntouched();
    }

    @Test
    @DisplayName("[E44] an update with flipped bits is refused or applied whole, and the editor goes on")
    void survivesFlippedBits() {
        Person other = new Person(12, clock);
        other.core.addPrimitive("box");
        byte[] update = other.core.encodeState();
        long seed = 20261121;
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            Person victim = new Person(13, clock);
            byte[] bad = update.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                victim.core.receive(SyncProtocol.encodeUpdate(bad));
            } catch (EditorException e) {
                assertThat(victim.core.treeRowCount())
                        .as("seed %d round %d", seed, round)
                        .isZero();
            }
            victim.frame();
            victim.core.treeRows(0, 10);
            victim.core.stateHash();
            victim.frame();
        }
    }

    @Test
    @DisplayName("[E47] presence without sense is shown as a guest without colour, selection or drag")
    void senselessPresence() {
        for (String json : List.of(
                "5",
                "{}",
                "{\"user\":7,\"selection\":{\"a\":1},\"drag\":[]}",
                "{\"user\":{\"name\":\"  \",\"color\":\"red;}\"},\"selection\":[1,null],"
                        + "\"drag\":{\"ids\":[\"x\"],\"delta\":[1,\"2\",1e300]}}")) {
            Person fresh = new Person(14, clock);
            fresh.core.receive(SyncProtocol.encodeAwareness(new Lib0Writer()
                    .writeVarUint(1)
                    .writeVarUint(99)
                    .writeVarUint(1)
                    .writeVarString(json)
                    .toBytes()));
            fresh.frame();
            assertThat(fresh.core.peers().get(1)).isEqualTo(new PeerInfo(99, "Guest", "#9aa0a6", false, List.of()));
        }
    }

    @Test
    @DisplayName("[E44] a store that holds rubbish is refused")
    void refusesRubbishFromTheStore() {
        assertThatThrownBy(() -> ada.core.loadUpdate(new byte[] {1, 2, 3})).isInstanceOf(EditorException.class);
        assertUntouched();
    }

    private void assertUntouched() {
        assertThat(ada.core.stateHash()).isEqualTo(hash);
        assertThat(ada.core.peers()).hasSize(1);
        assertThat(ada.core.treeRowCount()).isEqualTo(1);
    }
}
