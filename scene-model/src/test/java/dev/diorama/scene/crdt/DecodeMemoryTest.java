package dev.diorama.scene.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.lib0.Lib0Reader;
import dev.diorama.scene.lib0.Lib0Writer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Measures what decoding allocates, garbage included, for inputs made to need much memory for few bytes. */
class DecodeMemoryTest {

    /** Rule S6: bytes of heap for each byte of input. */
    private static final int MOST = 64;

    /** The same where the update is applied to a document, too. */
    private static final int MOST_APPLIED = 2 * MOST;

    /** What a decoder needs whatever the input: its own objects, tables of a document that are made when first needed. */
    private static final long BASE = 64 << 10;

    private static final int COUNT = 40_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Something that reads bytes. */
    interface Decoder {

        void decode(byte[] bytes) throws DecodeException;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Input(String name, byte[] bytes, int most, Decoder decoder) {

        Input(String name, byte[] bytes, Decoder decoder) {
            this(name, bytes, MOST, decoder);
        }

        @Override
        public String toString() {
            return name + ", " + bytes.length + " bytes";
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("[S6] decoding needs at most 64 times the bytes of the input, applying twice as much")
    @MethodSource("inputs")
    void boundsMemory(Input input) {
        allocated(input); // classes and code are there afterwards
        long bytes = allocated(input);
        assertThat(bytes).as(input.name).isLessThan(BASE + input.most * (long) input.bytes.length);
    }

    @SuppressWarnings("EmptyCatch") // refused or not, it is the memory that counts
    private static long allocated(Input input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            input.decoder.decode(input.bytes);
        } catch (DecodeException e) {
            // inputs that lie about their counts are refused
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    static List<Input> inputs() {
        List<Input> inputs = new ArrayList<>();
        structs(inputs);
        contents(inputs);
        inputs.add(v1("as many clients as limits allow", clients(90_000)));
        inputs.add(v1("items that each refer to another client", strangers(COUNT)));
        inputs.add(v1("deletions of many clients", deletions(COUNT, 1)));
        inputs.add(v1("many deletions of a client", deletions(1, COUNT)));
        inputs.add(v1("claims of many structs", new byte[] {1, (byte) 0xFF, (byte) 0xFF, 0x7F, 1, 0}));
        alsoApplied(inputs);
        values(inputs);
        return inputs;
    }

    private static void structs(List<Input> inputs) {
        inputs.add(v1(
                "collected structs",
                update(COUNT, writer -> writer.writeUint8(0).writeUint8(1))));
        inputs.add(v1("gaps", update(COUNT, writer -> writer.writeUint8(10).writeUint8(1))));
        inputs.add(v1("deleted items", items(COUNT, writer -> writer.writeUint8(1), 1)));
    }

    private static void contents(List<Input> inputs) {
        inputs.add(v1("one letter each", items(COUNT, writer -> writer.writeVarString("x"), 4)));
        inputs.add(v1("no bytes each", items(COUNT, writer -> writer.writeUint8(0), 3)));
        inputs.add(
                v1("JSON {} each", items(COUNT, writer -> writer.writeUint8(1).writeVarString("{}"), 2)));
        inputs.add(v1("embedded {}", items(COUNT, writer -> writer.writeVarString("{}"), 5)));
        inputs.add(
                v1("formats", items(COUNT, writer -> writer.writeVarString("").writeVarString("{}"), 6)));
        inputs.add(v1("maps", items(COUNT, writer -> writer.writeUint8(1), 7)));
        inputs.add(
                v1("XML elements", items(COUNT, writer -> writer.writeUint8(3).writeVarString(""), 7)));
        inputs.add(
                v1("documents", items(COUNT, writer -> writer.writeVarString("").writeUint8(120), 9)));
        inputs.add(v1(
                "documents {}",
                items(COUNT, writer -> writer.writeVarString("").writeUint8(118).writeUint8(0), 9)));
        inputs.add(v1(
                "one value each",
                items(COUNT, writer -> writer.writeUint8(1).writeUint8(125).writeUint8(1), 8)));
        inputs.add(v1(
                "an object each",
                items(COUNT, writer -> writer.writeUint8(1).writeUint8(118).writeUint8(0), 8)));
    }

    private static void values(List<Input> inputs) {
        inputs.add(any("empty lists", repeated(new byte[] {117, 0})));
        inputs.add(any("empty objects", repeated(new byte[] {118, 0})));
        inputs.add(any("objects of one key", repeated(new byte[] {118, 1, 0, 126})));
        inputs.add(any("objects of a long key", repeated(new byte[] {118, 1, 4, 'a', 'b', 'c', 'd', 126})));
        inputs.add(any("lists of a number", repeated(new byte[] {117, 1, 125, 0})));
        inputs.add(any("nested lists", repeated(nested(new byte[] {117, 1}, 60))));
        inputs.add(any("nested objects", repeated(nested(new byte[] {118, 1, 0}, 60))));
        inputs.add(any("numbers", repeated(new byte[] {125, 0})));
        inputs.add(any("strings", repeated(new byte[] {119, 1, 'x'})));
        inputs.add(any("no strings", repeated(new byte[] {119, 0})));
        inputs.add(any("no bytes", repeated(new byte[] {116, 0})));
        inputs.add(any("null", repeated(new byte[] {126})));
        inputs.add(any("a list that lies about its length", lie((byte) 117)));
        inputs.add(any("an object that lies about its length", lie((byte) 118)));
        inputs.add(any("index keys", repeated(new byte[] {118, 3, 1, '1', 126, 1, '2', 126, 1, '3', 126})));
        inputs.add(any("one object of many keys", manyKeys()));
        inputs.add(json("[[],[],...]", "[" + "[],".repeat(COUNT) + "1]"));
        inputs.add(json("[{},{},...]", "[" + "{},".repeat(COUNT) + "1]"));
        inputs.add(json("nested JSON lists", "[" + ("[".repeat(60) + "]".repeat(60) + ",").repeat(COUNT / 60) + "1]"));
        inputs.add(json("JSON numbers", "[" + "1,".repeat(COUNT) + "1]"));
        inputs.add(json("JSON strings", "[" + "\"\",".repeat(COUNT) + "1]"));
        inputs.add(json("JSON escapes", "[" + "\"\\n\",".repeat(COUNT) + "1]"));
        inputs.add(json("small JSON objects", "[" + "{\"\":0},".repeat(COUNT) + "1]"));
        inputs.add(json("a number of many digits", "[" + "7".repeat(COUNT) + "]"));
        inputs.add(json("a fraction of many digits", "[0." + "7".repeat(COUNT) + "e-300]"));
    }

    private static Input v1(String name, byte[] bytes) {
        return new Input(name, bytes, update -> {
            DecodedUpdate decoded =
                    UpdateDecoder.decode(update, UpdateFormat.V1, DecodeLimits.STATE, new StructStore());
            assertThat(decoded).isNotNull();
        });
    }

    private static void alsoApplied(List<Input> inputs) {
        for (Input input : List.copyOf(inputs)) {
            inputs.add(new Input(
                    input.name + ", applied",
                    input.bytes,
                    MOST_APPLIED,
                    update -> YDoc.of(1).applyUpdate(update, null)));
        }
    }

    private static Input any(String name, byte[] bytes) {
        return new Input(
                name,
                bytes,
                value -> assertThat(new Lib0Reader(value).readAny() != null).isTrue());
    }

    private static Input json(String name, String text) {
        return new Input(name, new Lib0Writer().writeVarString(text).toBytes(), bytes -> {
            String read = new Lib0Reader(bytes).readVarString();
            assertThat(Json.parse(read) != null).isTrue();
        });
    }

    private static byte[] repeated(byte[] value) {
        Lib0Writer writer = new Lib0Writer().writeUint8(117).writeVarUint(COUNT);
        for (int i = 0; i < COUNT; i++) {
            for (byte each : value) {
                writer.writeUint8(each & 0xFF);
            }
        }
        return writer.toBytes();
    }

    private static byte[] nested(byte[] level, int depth) {
        byte[] bytes = new byte[level.length * depth + 1];
        for (int i = 0; i < depth; i++) {
            System.arraycopy(level, 0, bytes, i * level.length, level.length);
        }
        bytes[bytes.length - 1] = 126;
        return bytes;
    }

    /** At every level a length that the bytes left just allow. */
    private static byte[] lie(byte type) {
        Lib0Writer writer = new Lib0Writer();
        for (int i = 0; i < 60; i++) {
            writer.writeUint8(type).writeVarUint(20_000);
            if (type == 118) {
                writer.writeVarString("");
            }
        }
        for (int i = 0; i < 45_000; i++) {
            writer.writeUint8(115);
        }
        return writer.toBytes();
    }

    private static byte[] manyKeys() {
        Lib0Writer writer = new Lib0Writer().writeUint8(118).writeVarUint(COUNT);
        for (int i = 0; i < COUNT; i++) {
            writer.writeVarString(Integer.toString(i, 36)).writeUint8(126);
        }
        return writer.toBytes();
    }

    private static byte[] update(int count, Consumer<Lib0Writer> struct) {
        Lib0Writer writer = new Lib0Writer();
        writer.writeVarUint(1).writeVarUint(count).writeVarUint(5).writeVarUint(0);
        for (int i = 0; i < count; i++) {
            struct.accept(writer);
        }
        return writer.writeVarUint(0).toBytes();
    }

    private static byte[] strangers(int count) {
        int[] next = {100};
        return update(
                count,
                writer -> writer.writeUint8(0x81)
                        .writeVarUint(next[0]++)
                        .writeVarUint(0)
                        .writeUint8(1));
    }

    private static byte[] items(int count, Consumer<Lib0Writer> content, int ref) {
        boolean[] later = new boolean[1];
        return update(count, writer -> {
            if (later[0]) {
                writer.writeUint8(0x80 | ref).writeVarUint(5).writeVarUint(0);
            } else {
                writer.writeUint8(ref).writeVarUint(1).writeVarString("t");
            }
            later[0] = true;
            content.accept(writer);
        });
    }

    private static byte[] clients(int count) {
        Lib0Writer writer = new Lib0Writer().writeVarUint(count);
        for (int i = 0; i < count; i++) {
            writer.writeVarUint(1).writeVarUint(i).writeVarUint(0).writeUint8(0).writeUint8(1);
        }
        return writer.writeVarUint(0).toBytes();
    }

    private static byte[] deletions(int clients, int each) {
        Lib0Writer writer = new Lib0Writer().writeVarUint(0).writeVarUint(clients);
        for (int i = 0; i < clients; i++) {
            writer.writeVarUint(i).writeVarUint(each);
            for (int j = 0; j < each; j++) {
                writer.writeVarUint(j % 100).writeVarUint(1);
            }
        }
        return writer.toBytes();
    }

    @Test
    @DisplayName("[S14] in v2, where few bytes may stand for many structs, the limit of structs bounds the memory")
    void boundsRuns() {
        YDoc writer = YDoc.of(1);
        for (int i = 0; i < 20_000; i++) {
            writer.map("m").set("a", AnyValue.of(true));
            writer.map("m").set("b", AnyValue.of(true));
        }
        byte[] bytes = writer.encodeStateAsUpdate(StateVector.EMPTY, UpdateFormat.V2);
        assertThat(bytes.length).isLessThan(1_000);
        int structs = 10_000;
        DecodeLimits limits = new DecodeLimits(1 << 20, structs, 10, 100_000);
        Input input = new Input("runs", bytes, each -> {
            StructStore store = new StructStore();
            assertThat(UpdateDecoder.decode(each, UpdateFormat.V2, limits, store))
                    .isNotNull();
        });
        allocated(input);
        assertThat(allocated(input)).isLessThan(BASE + 160L * structs);
    }
}
