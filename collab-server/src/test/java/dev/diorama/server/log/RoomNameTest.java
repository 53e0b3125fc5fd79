package dev.diorama.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomNameTest {
    @ParameterizedTest
    @DisplayName("[U7] a path is percent-encoded UTF-8; a slash may be plain or encoded")
    @CsvSource({"main,main", "a/b,a/b", "a%2Fb,a/b", "lone%20room/%C3%A9,lone room/é", "%F0%9F%98%80,😀", "+,+"})
    void readsPaths(String path, String name) {
        assertThat(RoomName.fromPath(path).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @DisplayName("[U7] a broken escape, broken UTF-8, an empty or a control name is refused")
    @ValueSource(strings = {"", "%", "%2", "%zz", "%C3", "%ED%A0%80", "%00", "a%0Ab", "%C2%85"})
    void refusesPaths(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> RoomName.fromPath(path));
    }

    @Test
    @DisplayName("[U7] a name has at most 512 bytes of UTF-8 and no lone surrogate")
    void limitsNames() {
        assertThat(new RoomName("é".repeat(256)).value()).hasSize(256);
        assertThatIllegalArgumentException().isThrownBy(() -> new RoomName("é".repeat(256) + "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> new RoomName("a\uD800"));
    }
}
