package dev.diorama.scene.lib0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Lib0CodecTest {

    @ParameterizedTest
    @DisplayName("[S1] unsigned integers are groups of seven bits, the lowest first")
    @CsvSource({
        "0, 00",
        "127, 7f",
        "128, 8001",
        "16384, 808001",
        "4294967295, ffffffff0f",
        "9007199254740991, ffffffffffffff0f"
    })
    void writesVarUint(long value, String hex) throws DecodeException {
        byte[] bytes = new Lib0Writer().writeVarUint(value).toBytes();
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
        assertThat(new Lib0Reader(bytes).readVarUint()).isEqualTo(value);
    }

    @ParameterizedTest
    @DisplayName("[S1] integers above 2^53 - 1 and cut ones are refused")
    @ValueSource(strings = {"ffffffffffffff10", "ffffffffffffffffff01", "80", "ffff", "", "80808080808080808080808000"})
    void refusesBadVarUint(String hex) {
        assertThatThrownBy(() -> new Lib0Reader(HexFormat.of().parseHex(hex)).readVarUint())
                .isInstanceOf(DecodeException.class);
    }

    @ParameterizedTest
    @DisplayName("[S2] signed integers carry their sign in the first byte, so that -0 exists")
    @CsvSource({"0, 00", "-0.0, 40", "1, 01", "-1, 41", "63, 3f", "64, 8001", "-64, c001", "-8192, c08001"})
    void writesVarInt(double value, String hex) throws DecodeException {
        boolean negative = value < 0 || 1 / value < 0;
        byte[] bytes =
                new Lib0Writer().writeVarInt((long) Math.abs(value), negative).toBytes();
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
        assertThat(new Lib0Reader(bytes).readVarInt()).isEqualTo(value);
    }

    @Test
    @DisplayName("[S3] strings are UTF-8, a lone surrogate is written as U+FFFD")
    void writesStrings() throws DecodeException {
        for (String string : List.of(
                "", "a", "h\u00e9llo", "\u6f22\u5b57", "\ud83d\ude00", "\u0000\u007f\u0080\u07ff\u0800\uffff")) {
            byte[] bytes = new Lib0Writer().writeVarString(string).toBytes();
            assertThat(new Lib0Reader(bytes).readVarString()).isEqualTo(string);
            assertThat(bytes).hasSize(1 + Utf8.length(string));
        }
        byte[] lone = new Lib0Writer().writeVarString("x\ud800y\udc00").toBytes();
        assertThat(new Lib0Reader(lone).readVarString()).isEqualTo("x\ufffdy\ufffd");
    }

    @ParameterizedTest
    @DisplayName("[S3] malformed UTF-8 is refused")
    @ValueSource(
            strings = {"80", "c0af", "c280c2", "e08080", "eda080", "f08fbfbf", "f4908080", "f5808080", "e282", "ff"})
    void refusesMalformedUtf8(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> Utf8.decode(bytes, 0, bytes.length)).isInstanceOf(DecodeException.class);
    }

    @ParameterizedTest
    @DisplayName("[S4] a number is an integer, a float32 or a float64, the first that holds it")
    @CsvSource({
        "0, 7d00",
        "-0.0, 7d40",
        "3, 7d03",
        "2147483647, 7dbfffffff0f",
        "-2147483647, 7dffffffff0f",
        "2147483648, 7c4f000000",
        "0.5, 7c3f000000",
        "0.1, 7b3fb999999999999a",
        "NaN, 7b7ff8000000000000",
        "Infinity, 7c7f800000",
        "1099511627777, 7b4270000000001000"
    })
    void writesNumbers(double value, String hex) throws DecodeException {
        byte[] bytes = new Lib0Writer().writeAny(AnyValue.of(value)).toBytes();
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(hex);
        assertThat(new Lib0Reader(bytes).readAny()).isEqualTo(AnyValue.of(value));
    }

    @Test
    @DisplayName("[S4] every kind of value comes back equal")
    void roundTrips() throws DecodeException {
        Random random = new Random(20);
        for (int i = 0; i < 2_000; i++) {
            AnyValue value = Values.random(random, 0);
            assertThat(new Lib0Reader(new Lib0Writer().writeAny(value).toBytes()).readAny())
                    .isEqualTo(value);
        }
    }

    @Test
    @DisplayName("[S5] keys of objects are in JavaScript's order: array indexes first, ascending")
    void ordersKeysAsJavaScript() throws DecodeException {
        Map<String, AnyValue> entries = new LinkedHashMap<>();
        for (String key : List.of("b", "10", "a", "2", "01", "4294967295", "4294967294", "-1")) {
            entries.put(key, AnyValue.of(1));
        }
        byte[] bytes = new Lib0Writer().writeAny(AnyValue.obj(entries)).toBytes();
        assertThat(new Lib0Reader(bytes).readAny().fields().keySet())
                .containsExactly("2", "10", "4294967294", "b", "a", "01", "4294967295", "-1");
    }

    @Test
    @DisplayName("[S6] nesting above 64 is refused, 64 is not")
    void limitsDepth() throws DecodeException {
        assertThat(new Lib0Reader(nested(64)).readAny()).isNotNull();
        assertThatThrownBy(() -> new Lib0Reader(nested(65)).readAny()).isInstanceOf(DecodeException.class);
        assertThatThrownBy(() -> new Lib0Reader(nested(100_000)).readAny()).isInstanceOf(DecodeException.class);
    }

    private static byte[] nested(int depth) {
        Lib0Writer writer = new Lib0Writer();
        for (int i = 0; i < depth; i++) {
            writer.writeUint8(117).writeVarUint(1);
        }
        return writer.writeUint8(126).toBytes();
    }

    @ParameterizedTest
    @DisplayName("[S6] a count above the bytes left is refused before anything is allocated")
    @ValueSource(strings = {"75ffffffff0f", "76ffffffff0f", "74ffffff7f00", "77ffffff7f", "75ffffffffffffff0f"})
    void refusesCounts(String hex) {
        DecodeException e = catchThrowableOfType(
                DecodeException.class, () -> new Lib0Reader(HexFormat.of().parseHex(hex)).readAny());
        assertThat(e).isNotNull();
        assertThat(e.offset()).isBetween(0, hex.length() / 2);
    }

    @Test
    @DisplayName("[S6] whatever the bytes, reading ends in a value or in a DecodeException")
    void survivesNoise() {
        long seed = 4711;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) (116 + random.nextInt(12));
            }
            try {
                assertThat(new Lib0Reader(bytes).readAny()).as("seed %d", seed).isNotNull();
            } catch (DecodeException e) {
                assertThat(e.offset()).as("seed %d", seed).isBetween(0, bytes.length);
            }
        }
    }
}
