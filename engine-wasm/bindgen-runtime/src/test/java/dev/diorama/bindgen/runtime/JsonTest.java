package dev.diorama.bindgen.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("[E70] JSON for the glue")
class JsonTest {
    @Test
    void separatesMembersAndElements() {
        Json json = new Json()
                .open('{')
                .name("a")
                .open('[')
                .whole(1)
                .flag(true)
                .text("b")
                .close(']');
        json.name("c").open('{').close('}').name("d").text(null).close('}');

        assertThat(json).hasToString("{\"a\":[1,true,\"b\"],\"c\":{},\"d\":null}");
    }

    @Test
    void escapesWhatWouldEndAString() {
        assertThat(new Json().text("\"\\\n\t\u0000é😀")).hasToString("\"\\\"\\\\\\u000a\\u0009\\u0000é😀\"");
    }

    @Test
    void writesWholeNumbersWithoutFraction() {
        Json json =
                new Json().open('[').number(3f).number(-0.1f).whole(4294967295L).close(']');

        assertThat(json).hasToString("[3,-0.1,4294967295]");
    }

    @Test
    void writesNullForWhatIsNoNumber() {
        Json json = new Json()
                .open('[')
                .number(Float.NaN)
                .number(Float.POSITIVE_INFINITY)
                .close(']');

        assertThat(json).hasToString("[null,null]");
    }

    @Test
    void writesEveryFloatSoThatItReadsBack() {
        long seed = System.nanoTime();
        java.util.Random random = new java.util.Random(seed);
        for (int i = 0; i < 20_000; i++) {
            float value = i % 2 == 0 ? Float.intBitsToFloat(random.nextInt()) : random.nextInt(2_000_000) / 1000f;
            if (!Float.isNaN(value) && !Float.isInfinite(value)) {
                float read = Float.parseFloat(new Json().number(value).toString());
                assertThat(read).as("seed %d", seed).isEqualTo(value + 0f);
            }
        }
        assertThat(new Json().number(0.1f)).hasToString("0.1");
        assertThat(new Json().number(-12.345f)).hasToString("-12.345");
    }
}
