package dev.diorama.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Json;
import dev.diorama.server.log.Author;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestAuthorTest {
    @Test
    @DisplayName("[U41] a guest is their name and colour")
    void isNameAndColor() {
        Author ada = GuestAuthor.of("{\"user\":{\"name\":\"Ada\",\"color\":\"#2F9E6E\"},\"selection\":[1]}");
        assertThat(ada.name()).isEqualTo("Ada");
        assertThat(ada.color()).isEqualTo("#2f9e6e");
        assertThat(ada.id()).matches("guest-[0-9a-f]{16}");
        assertThat(GuestAuthor.of("{\"user\":{\"color\":\"#2f9e6e\",\"name\":\" Ada\"}}"))
                .isEqualTo(ada);
        assertThat(author("Ada", "#2f9e6f").id()).isNotEqualTo(ada.id());
        assertThat(author("Eve", "#2f9e6e").id()).isNotEqualTo(ada.id());
        assertThat(author("Ada", "").id()).isNotEqualTo(ada.id());
    }

    @ParameterizedTest
    @DisplayName("[U41] who says neither name nor colour is just a guest")
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "{\"user\":\"Ada\"}",
                "{\"user\":{}}",
                "{\"user\":{\"name\":7,\"color\":[]}}",
                "{\"user\":{\"name\":\" \\u0000\\n\",\"color\":\"red\"}}",
                "{\"user\":{\"name\":\"\\ud83d\"}}",
                "{\"user\":{\"color\":\"#12345\"}}",
                "{\"user\":{\"color\":\"#1234567\"}}",
                "{\"user\":{\"color\":\"#12345g\"}}",
                "not json"
            })
    void isJustAGuest(String presence) {
        assertThat(GuestAuthor.of(presence)).isEqualTo(Author.GUEST);
    }

    @Test
    @DisplayName("[U41] a name has no control characters, no halves of characters and at most 64 code points")
    void cleansNames() {
        assertThat(author("A\u0000d\u001Ba\u0085\u2028\u202Eevil\u2066", "").name())
                .isEqualTo("Adaevil");
        assertThat(author("a\ud800b", "").name()).isEqualTo("ab");
        assertThat(author("a\u00A0b\u3000c", "").name()).doesNotContain("\u3000");
        assertThat(author("👩‍🚀 Zoë", "").name()).isEqualTo("👩‍🚀 Zoë");
        assertThat(author("😀".repeat(100), "").name()).isEqualTo("😀".repeat(64));
    }

    private static Author author(String name, String color) {
        return GuestAuthor.of(Json.print(AnyValue.obj(
                Map.of("user", AnyValue.obj(Map.of("name", AnyValue.of(name), "color", AnyValue.of(color)))))));
    }
}
