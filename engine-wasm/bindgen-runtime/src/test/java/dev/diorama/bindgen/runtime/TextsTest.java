package dev.diorama.bindgen.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("[E70] a list of strings as one")
class TextsTest {
    @Test
    void unpacksWhatTheGluePacked() {
        assertThat(Texts.unpack("")).isEmpty();
        assertThat(Texts.unpack("0:")).containsExactly("");
        assertThat(Texts.unpack("1:a3:1:b12:twelve chars0:")).containsExactly("a", "1:b", "twelve chars", "");
    }

    @Test
    void refusesEverythingElse() {
        for (String wrong : new String[] {"a", "1", "1:", "2:a", "-1:", "99999999999:a", "1a"}) {

            assertThatThrownBy(() -> Texts.unpack(wrong)).as(wrong).isInstanceOf(BoundaryException.class);
        }
    }
}
