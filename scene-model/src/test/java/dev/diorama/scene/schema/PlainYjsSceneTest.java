package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Json;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Scenes that plain yjs programs edited at the same time, with the trees that another implementation gives them (make.mjs). */
class PlainYjsSceneTest {

    @TestFactory
    @DisplayName("[S50] [S51] [S52] [S53] [S54] [S55] [S56] [S57] the tree and the hash are those of plain yjs")
    Stream<DynamicTest> sameTree() throws Exception {
        try (InputStream in = PlainYjsSceneTest.class.getResourceAsStream("/scene-tree/cases.json")) {
            assertThat(in).isNotNull();
            return Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)).elements().stream()
                    .map(testCase -> dynamicTest(field(testCase, "name").string(""), () -> check(testCase)));
        }
    }

    private static void check(AnyValue testCase) throws Exception {
        SceneDoc scene = SceneDoc.of(YDoc.of(77));
        SceneMirror mirror = new SceneMirror(scene);
        scene.applyUpdate(Base64.getDecoder().decode(field(testCase, "update").string("")), null);
        Map<String, List<String>> expected = new TreeMap<>();
        field(testCase, "children").fields().forEach((parent, ids) -> {
            List<String> children = new ArrayList<>();
            ids.elements().forEach(id -> children.add(id.string("")));
            expected.put(parent, children);
        });
        assertThat(ReferenceTree.childrenOf(scene)).isEqualTo(expected);
        assertThat(StateHash.of(scene.doc())).isEqualTo(field(testCase, "hash").string(""));
        assertThat(mirror.transactions).isEqualTo(1);
    }

    private static AnyValue field(AnyValue of, String name) {
        return Objects.requireNonNull(of.fields().get(name), name);
    }
}
