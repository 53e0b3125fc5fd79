package dev.diorama.scene.lib0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @DisplayName("[S7] numbers are printed as JavaScript prints them")
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-1.5, -1.5",
        "0.1, 0.1",
        "100, 100",
        "1e21, 1e+21",
        "123456789012345680000, 123456789012345680000",
        "1.5e300, 1.5e+300",
        "0.000001, 0.000001",
        "0.0000015, 0.0000015",
        "1e-7, 1e-7",
        "-4.9e-324, -5e-324",
        "2e23, 2e+23",
        "9e-324, 1e-323",
        "2e-323, 2e-323",
        "1.2e-322, 1.2e-322",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "3.141592653589793, 3.141592653589793",
        "9007199254740993, 9007199254740992",
        "1234567.891, 1234567.891",
        "NaN, null",
        "Infinity, null"
    })
    void printsNumbers(double value, String text) {
        assertThat(Json.print(AnyValue.of(value))).isEqualTo(text);
    }

    @Test
    @DisplayName("[S7] strings are escaped as JSON.stringify escapes them, lone surrogates too")
    void printsStrings() {
        assertThat(Json.print(AnyValue.of("a\"\\/\b\f\n\r\t\u0001\u001f\u007f\u2028")))
                .isEqualTo("\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001f\u007f\u2028\"");
        assertThat(Json.print(AnyValue.of("\ud83d\ude00\ud83d"))).isEqualTo("\"\ud83d\ude00\\ud83d\"");
    }

    @Test
    @DisplayName("[S7] undefined is left out of objects and is null in lists")
    void printsUndefined() {
        Map<String, AnyValue> entries = new LinkedHashMap<>();
        entries.put("a", AnyValue.Undefined.INSTANCE);
        entries.put("b", AnyValue.list(AnyValue.Undefined.INSTANCE, AnyValue.Null.INSTANCE));
        entries.put("c", AnyValue.obj(Map.of()));
        entries.put("d", AnyValue.list());
        assertThat(Json.print(AnyValue.obj(entries))).isEqualTo("{\"b\":[null,null],\"c\":{},\"d\":[]}");
    }

    @ParameterizedTest
    @DisplayName("[S7] what JSON.parse reads is read, and printed again the same")
    @ValueSource(
            strings = {
                "{\"a\":[1,2.5,-3,true,false,null,\"x\"],\"b\":{}}",
                "[]",
                "\"\\u0041\"",
                "-0",
                "1E5",
                " [ 1 , 2 ] ",
                "\"\\ud83d\\ude00\""
            })
    void parses(String text) throws DecodeException {
        AnyValue value = Json.parse(text);
        assertThat(Json.parse(Json.print(value))).isEqualTo(Json.parse(Json.print(Json.parse(text))));
    }

    @ParameterizedTest
    @DisplayName("[S7] what JSON.parse refuses is refused")
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "\"a",
                "\"\n\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "nul",
                "[1] 2",
                "{a:1}",
                "undefined",
                "NaN",
                "'a'",
                "-",
                "[1 2]"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(DecodeException.class);
    }

    @Test
    @DisplayName("[S6] JSON nested above 64 is refused")
    void limitsDepth() throws DecodeException {
        assertThat(Json.parse("[".repeat(64) + "]".repeat(64))).isNotNull();
        assertThatThrownBy(() -> Json.parse("[".repeat(65) + "]".repeat(65))).isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(100_000))).isInstanceOf(DecodeException.class);
    }

    @Test
    @DisplayName("[S7] floats are printed with as few digits as read back")
    void printsFloats() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            float value = i % 2 == 0 ? Float.intBitsToFloat(random.nextInt()) : random.nextInt(2_000_000) / 1000f;
            if (!Float.isNaN(value) && !Float.isInfinite(value)) {
                assertThat(Float.parseFloat(Json.number(value)))
                        .as("seed %d", seed)
                        .isEqualTo(value + 0f);
            }
        }
        assertThat(Json.number(0.1f)).isEqualTo("0.1");
        assertThat(Json.number(-2.5f)).isEqualTo("-2.5");
        assertThat(Json.number(3f)).isEqualTo("3");
        assertThat(Json.number(1.0e-6f)).isEqualTo("0.000001");
    }
}
