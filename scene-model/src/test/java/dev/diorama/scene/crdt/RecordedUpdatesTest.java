package dev.diorama.scene.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.lib0.Lib0Reader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Updates that other implementations recorded, with the content that they found in them. */
class RecordedUpdatesTest {

    @Test
    @DisplayName("[S10] 5,320 tests of y-crdt: 46,385 updates give the text, map and array that they give there")
    void equalsYrs() throws IOException, DecodeException {
        Lib0Reader in = new Lib0Reader(resource("small-test-dataset.bin.gz"));
        long tests = in.readVarUint();
        int updates = 0;
        for (long test = 0; test < tests; test++) {
            YDoc doc = YDoc.of(1);
            for (long count = in.readVarUint(); count > 0; count--) {
                doc.applyUpdate(in.readVarBytes(), null);
                updates++;
            }
            assertThat(doc.text("text").string()).as("test %d", test).isEqualTo(in.readVarString());
            assertThat(sorted(json(doc.map("map")))).as("test %d", test).isEqualTo(sorted(in.readAny()));
            assertThat(sorted(json(doc.array("array")))).as("test %d", test).isEqualTo(sorted(in.readAny()));
            assertThat(doc.hasPending()).isFalse();
            YDoc again = YDoc.of(2);
            again.applyUpdate(doc.encodeStateAsUpdate(), null);
            assertThat(again.encodeStateAsUpdate()).as("test %d", test).isEqualTo(doc.encodeStateAsUpdate());
        }
        assertThat(tests).isEqualTo(5_320);
        assertThat(updates).isEqualTo(46_385);
    }

    @Test
    @DisplayName("[S10] updates of yjs 13.2 are understood")
    void understandsOldUpdates() throws IOException, DecodeException {
        AnyValue cases = Json.parse(new String(resource("compat-v13.2.json"), StandardCharsets.UTF_8));
        for (AnyValue each : cases.elements()) {
            YDoc doc = YDoc.of(1);
            String update = field(each, "updateBase64").string("");
            doc.applyUpdate(Base64.getDecoder().decode(update), null);
            AnyValue content = switch (field(each, "root").string("")) {
                case "getArray" -> json(doc.array("array"));
                case "getMap" -> json(doc.map("map"));
                default -> delta(doc.text("text"));
            };
            assertThat(sorted(content)).isEqualTo(sorted(field(each, "expected")));
        }
        assertThat(cases.elements()).hasSize(3);
    }

    private static AnyValue field(AnyValue object, String key) {
        return object.fields().getOrDefault(key, AnyValue.Undefined.INSTANCE);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = RecordedUpdatesTest.class.getResourceAsStream("/yjs/" + name)) {
            return name.endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        }
    }

    private static AnyValue json(SharedType type) {
        if (type instanceof YText text) {
            return AnyValue.of(text.string());
        }
        if (type instanceof YMap) {
            Map<String, AnyValue> entries = new LinkedHashMap<>();
            type.entries().forEach((key, chunk) -> entries.put(key, json(chunk)));
            return AnyValue.obj(entries);
        }
        return AnyValue.list(
                type.chunks().stream().map(RecordedUpdatesTest::json).toList());
    }

    private static AnyValue json(Chunk chunk) {
        return switch (chunk) {
            case Chunk.Any any -> any.value();
            case Chunk.Shared shared -> json(shared.type());
            case Chunk.Embed embed -> embed.value();
            case Chunk.Text text -> AnyValue.of(text.text());
            case Chunk.SubDoc doc -> AnyValue.of(doc.guid());
        };
    }

    private static AnyValue delta(YText text) {
        List<AnyValue> ops = new ArrayList<>();
        for (Chunk chunk : text.delta()) {
            Map<String, AnyValue> op = new LinkedHashMap<>();
            op.put("insert", json(chunk));
            if (!chunk.attributes().isEmpty()) {
                op.put("attributes", AnyValue.obj(chunk.attributes()));
            }
            ops.add(AnyValue.obj(op));
        }
        return AnyValue.list(ops);
    }

    private static String sorted(AnyValue value) {
        return Json.print(sort(value));
    }

    private static AnyValue sort(AnyValue value) {
        return switch (value) {
            case AnyValue.Arr arr ->
                AnyValue.list(
                        arr.values().stream().map(RecordedUpdatesTest::sort).toList());
            case AnyValue.Obj obj -> {
                Map<String, AnyValue> entries = new TreeMap<>();
                obj.entries().forEach((key, each) -> entries.put(key, sort(each)));
                yield AnyValue.obj(entries);
            }
            default -> value;
        };
    }
}
