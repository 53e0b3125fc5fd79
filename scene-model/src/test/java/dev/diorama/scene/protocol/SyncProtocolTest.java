package dev.diorama.scene.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncProtocolTest {

    @Test
    @DisplayName("[S30] a frame is a type, and for sync a step, and then what it carries")
    void framesMessages() throws DecodeException {
        YDoc doc = YDoc.of(1);
        doc.map("m").set("a", AnyValue.of(1));
        byte[] update = doc.encodeStateAsUpdate();
        StateVector vector = doc.stateVector();

        assertThat(SyncProtocol.encodeStep1(vector)).isEqualTo(HexFormat.of().parseHex("000003010101"));
        assertThat(SyncProtocol.encodeStep2(new byte[] {0, 0}))
                .isEqualTo(HexFormat.of().parseHex("0001020000"));
        assertThat(SyncProtocol.encodeUpdate(new byte[] {0, 0}))
                .isEqualTo(HexFormat.of().parseHex("0002020000"));
        assertThat(SyncProtocol.encodeQueryAwareness()).isEqualTo(new byte[] {3});
        assertThat(SyncProtocol.encodeAwareness(new byte[] {0})).isEqualTo(new byte[] {1, 1, 0});
        assertThat(SyncProtocol.encodeAuthDenied("no")).isEqualTo(HexFormat.of().parseHex("0200026e6f"));

        assertThat(SyncProtocol.decode(SyncProtocol.encodeStep1(vector))).isEqualTo(new Message.SyncStep1(vector));
        assertThat(SyncProtocol.decode(SyncProtocol.encodeStep2(update)))
                .isInstanceOfSatisfying(
                        Message.SyncStep2.class,
                        step -> assertThat(step.update()).isEqualTo(update));
        assertThat(SyncProtocol.decode(SyncProtocol.encodeUpdate(update)))
                .isInstanceOfSatisfying(
                        Message.SyncUpdate.class,
                        message -> assertThat(message.update()).isEqualTo(update));
        assertThat(SyncProtocol.decode(SyncProtocol.encodeAwareness(update)))
                .isInstanceOfSatisfying(
                        Message.AwarenessMessage.class,
                        message -> assertThat(message.update()).isEqualTo(update));
        assertThat(SyncProtocol.decode(SyncProtocol.encodeAuthDenied("no"))).isEqualTo(new Message.AuthDenied("no"));
        assertThat(SyncProtocol.decode(SyncProtocol.encodeQueryAwareness())).isEqualTo(new Message.QueryAwareness());
    }

    @Test
    @DisplayName("[S31] a frame of an unknown type is told apart, not refused")
    void passesUnknownTypes() throws DecodeException {
        assertThat(SyncProtocol.decode(new byte[] {100, 1, 2})).isEqualTo(new Message.Unknown(100));
    }

    @ParameterizedTest
    @DisplayName("[S31] a malformed frame is refused")
    @ValueSource(
            strings = {"", "00", "0003020000", "000105", "00010200", "0001020000ff", "0201", "0000020105", "01", "0300"
            })
    void refusesMalformed(String hex) {
        assertThatThrownBy(() -> SyncProtocol.decode(HexFormat.of().parseHex(hex)))
                .isInstanceOf(DecodeException.class);
    }
}
