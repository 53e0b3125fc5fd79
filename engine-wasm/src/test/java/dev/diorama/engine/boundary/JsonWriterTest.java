package dev.diorama.engine.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("[E70] JSON for the glue")
class JsonWriterTest {
    @Test
    void separatesMembersAndElements() {
        JsonWriter json = new JsonWriter()
                .open('{')
                .name("a")
                .open('[')
                .value(1)
                .value(true)
                .string("b")
                .close(']');
        json.name("c").open('{').close('}').name("d").string(null).close('}');

        assertThat(json).hasToString("{\"a\":[1,true,\"b\"],\"c\":{},\"d\":null}");
    }

    @Test
    void escapesWhatWouldEndAString() {
        assertThat(new JsonWriter().string("\"\\\n\t\u0000é😀")).hasToString("\"\\\"\\\\\\u000a\\u0009\\u0000é😀\"");
    }

    @Test
    void writesWholeNumbersWithoutFraction() {
        JsonWriter json = new JsonWriter()
                .open('[')
                .value(3f)
                .value(-0.1f)
                .value(4294967295L)
                .close(']');

        assertThat(json).hasToString("[3,-0.1,4294967295]");
    }

    @Test
    void writesNullForWhatIsNoNumber() {
        JsonWriter json = new JsonWriter()
                .open('[')
                .value(Float.NaN)
                .value(Float.POSITIVE_INFINITY)
                .close(']');

        assertThat(json).hasToString("[null,null]");
    }
}
