package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Json;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Documents made by the real yjs (make.mjs beside cases.json) and hashed there by the sidecar's stateHash.mjs. */
class StateHashTest {

    private static Stream<AnyValue> cases() throws Exception {
        try (InputStream in = StateHashTest.class.getResourceAsStream("/state-hash/cases.json")) {
            assertThat(in).isNotNull();
            return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)).elements().stream();
        }
    }

    private static String field(AnyValue of, String name) {
        AnyValue value = of.fields().get(name);
        return value == null ? "" : value.string("");
    }

    private static YDoc load(AnyValue testCase) throws Exception {
        YDoc doc = YDoc.of(77);
        doc.applyUpdate(Base64.getDecoder().decode(field(testCase, "update")), null);
        return doc;
    }

    @TestFactory
    @DisplayName("[S80] [S81] [S82] [S83] [S84] [S85] [S86] [S87] [S88] the hash is the one that plain yjs computes")
    Stream<DynamicTest> agreesWithYjs() throws Exception {
        return cases().map(testCase -> dynamicTest(
                field(testCase, "name"),
                () -> assertThat(StateHash.of(load(testCase))).isEqualTo(field(testCase, "hash"))));
    }

    @TestFactory
    @DisplayName("[S90] the JSON is the one of yjs's toJSON")
    Stream<DynamicTest> jsonOfYjs() throws Exception {
        return cases().filter(testCase -> !field(testCase, "json").isEmpty())
                .map(testCase -> dynamicTest(
                        field(testCase, "name"),
                        () -> assertThat(Json.parse(Json.print(SceneJson.of(load(testCase)))))
                                .isEqualTo(Json.parse(field(testCase, "json")))));
    }

    @Test
    @DisplayName("[S80] a root's declared kind does not matter, nor do roots that hold nothing")
    void kindOfRootsDoesNotMatter() throws Exception {
        for (AnyValue testCase : cases().toList()) {
            YDoc doc = load(testCase);
            for (String name : doc.rootNames()) {
                doc.map(name);
            }
            doc.map("declared");
            doc.text("declared too");
            assertThat(StateHash.of(doc)).isEqualTo(field(testCase, "hash"));
        }
    }

    @Test
    @DisplayName("[S89] history does not count: the same content written in another order by others")
    void historyDoesNotCount() throws Exception {
        YDoc a = YDoc.of(1);
        a.map("m").set("x", AnyValue.of(1));
        a.map("m").set("x", AnyValue.of(2));
        a.map("m").set("y", AnyValue.of("y"));
        YDoc b = YDoc.of(9);
        b.map("m").set("y", AnyValue.of("y"));
        b.map("m").set("z", AnyValue.of("z"));
        b.map("m").set("x", AnyValue.of(2));
        b.map("m").remove("z");
        assertThat(StateHash.of(a)).isEqualTo(StateHash.of(b));
        b.map("m").set("x", AnyValue.of(-0.0));
        assertThat(StateHash.of(a)).isNotEqualTo(StateHash.of(b));
    }

    @Test
    @DisplayName("[S88] types nested a thousand deep are hashed without overflowing the stack; [S90] JSON ends in null")
    void deepNesting() {
        YDoc doc = YDoc.of(1);
        doc.transact(null, () -> {
            var map = doc.map("deep");
            for (int i = 0; i < 1000; i++) {
                map = map.setMap("d");
            }
        });
        assertThat(StateHash.of(doc)).hasSize(64);
        assertThat(Json.print(SceneJson.of(doc))).endsWith("null" + "}".repeat(102));
    }
}
