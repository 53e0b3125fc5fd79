package dev.diorama.server.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.server.log.RoomName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final String SECRET = "a secret of the tests";
    private static final RoomName ROOM = new RoomName("room");
    private static final String HASH = "0123456789abcdef".repeat(4);

    @Test
    @DisplayName("[U64] the canonical strings are these, and an answer over them is believed")
    void believesASignedAnswer() {
        Signature signature = new Signature(SECRET);
        // As computed by: printf 'diorama-checkpoint-request-1\nr\n7\n00' | openssl dgst -sha256 -hmac 0123456789abcdef
        assertThat(new Signature("0123456789abcdef").of("diorama-checkpoint-request-1", "r", 7L, "00"))
                .isEqualTo("4c83727757c0aa203a5bd1e879e6f7370e9f0f3c923222eb4ee58985aa2bde7a");
        Answer answer = read(signed(7, HASH, 0, signature));
        assertThat(answer).isEqualTo(new Answer("l", new Hashes(HASH, HASH), 0));
    }

    @Test
    @DisplayName("[U64] an answer with another secret, or changed after it was signed, is not believed")
    void believesNobodyElse() {
        assertThatThrownBy(() -> read(signed(7, HASH, 0, new Signature("another secret entirely"))))
                .isInstanceOf(SidecarUnavailableException.class)
                .hasMessageContaining("not signed");
        String good = signed(7, HASH, 0, new Signature(SECRET));
        String other = HASH.replace('0', '1');
        for (String changed : new String[] {
            good.replace("\"stateHash\":\"" + HASH, "\"stateHash\":\"" + other),
            good.replace("\"refused\":0", "\"refused\":7"),
            good.replace("\"logId\":\"l\"", "\"logId\":\"m\"")
        }) {
            assertThatThrownBy(() -> read(changed)).isInstanceOf(SidecarUnavailableException.class);
        }
        assertThatThrownBy(() -> read(signed(8, HASH, 0, new Signature(SECRET))))
                .isInstanceOf(SidecarUnavailableException.class)
                .hasMessageContaining("something else");
    }

    @ParameterizedTest
    @DisplayName("[U64] what is no answer is not believed")
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"room\":7}",
                "{\"room\":\"room\",\"sequence\":7,\"logId\":\"l\",\"snapshotHash\":\"x\",\"stateHash\":\"x\",\"refused\":0,\"hmac\":\"\"}",
                "{\"room\":\"room\",\"sequence\":7.5,\"logId\":\"l\",\"snapshotHash\":\"\",\"stateHash\":\"\",\"refused\":1e300,\"hmac\":null}",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            })
    void refusesNonsense(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(SidecarUnavailableException.class);
    }

    private static Answer read(String json) {
        return Answer.read(json, ROOM, 7, "00ff", new Signature(SECRET));
    }

    private static String signed(long sequence, String hash, long refused, Signature signature) {
        String hmac = signature.of("diorama-checkpoint-answer-1", "room", sequence, "l", hash, hash, refused, "00ff");
        return "{\"room\":\"room\",\"sequence\":" + sequence + ",\"logId\":\"l\",\"snapshotHash\":\"" + hash
                + "\",\"stateHash\":\"" + hash + "\",\"refused\":" + refused + ",\"nonce\":\"00ff\",\"hmac\":\"" + hmac
                + "\"}";
    }
}
