package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SceneMigrationTest {

    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");

    /** What a plain program writes: no version, no kinds, and things nobody knows. */
    private static YDoc plain(long client) {
        YDoc doc = YDoc.of(client);
        YMap a = doc.map("nodes").setMap("a");
        a.set("@", AnyValue.of(1));
        a.set("g", AnyValue.of("sphere"));
        a.set("x:future", AnyValue.list(AnyValue.of(1)));
        a.setMap("x:shared").set("deep", AnyValue.of(true));
        YMap b = doc.map("nodes").setMap("b");
        b.set("@a", AnyValue.of(1));
        b.set("k", AnyValue.of("hologram"));
        doc.map("future").set("x", AnyValue.of(1));
        return doc;
    }

    private static YMap raw(YDoc doc, String id) {
        return Objects.requireNonNull(doc.map("nodes").map(id));
    }

    @Test
    @DisplayName(
            "[S125] [S62] opening an old document writes nothing; the first edit brings it up to date in place, and what isn't known"
                    + " stays")
    void migratesInPlace() throws Exception {
        YDoc doc = plain(1);
        String before = StateHash.of(doc);
        SceneDoc scene = SceneDoc.of(doc);
        assertThat(scene.node(A).kind()).isEqualTo(NodeKind.MESH);
        assertThat(scene.node(B).kindName()).isEqualTo("hologram");
        assertThat(StateHash.of(doc)).isEqualTo(before);
        SceneUndo undo = SceneUndo.of(scene);
        undo.apply(new SceneEdit.SetName(A, "Ball"), null);
        assertThat(raw(doc, "a").any("k")).isEqualTo(AnyValue.of("mesh"));
        assertThat(raw(doc, "b").any("k")).isEqualTo(AnyValue.of("hologram"));
        assertThat(doc.map("meta").any("schema")).isEqualTo(AnyValue.of(1));
        assertThat(raw(doc, "a").any("x:future")).isEqualTo(AnyValue.list(AnyValue.of(1)));
        assertThat(Objects.requireNonNull(raw(doc, "a").map("x:shared")).any("deep"))
                .isEqualTo(AnyValue.of(true));
        assertThat(doc.map("future").any("x")).isEqualTo(AnyValue.of(1));
        assertThat(undo.undo()).isTrue();
        assertThat(raw(doc, "a").has("n")).isFalse();
        assertThat(raw(doc, "a").any("k")).isEqualTo(AnyValue.of("mesh"));
        assertThat(doc.map("meta").any("schema")).isEqualTo(AnyValue.of(1));
    }

    @Test
    @DisplayName("[S125] [S68] an edit that is refused migrates nothing")
    void refusedEdits() {
        YDoc doc = plain(1);
        String before = StateHash.of(doc);
        SceneDoc scene = SceneDoc.of(doc);
        assertThatThrownBy(() -> scene.apply(new SceneEdit.SetName(new NodeId("x"), "y"), null))
                .isInstanceOf(InvalidEditException.class);
        assertThat(StateHash.of(doc)).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "[S126] two who migrate at once, several versions in a row, end with one document; one that is up to date stays as it is")
    void atOnce() throws Exception {
        SceneMigration two = new SceneMigration(List.of(
                doc -> doc.map("nodes").keys().forEach(id -> raw(doc, id).set("one", AnyValue.of(1))), doc -> {
                    for (String id : doc.map("nodes").keys()) {
                        YMap map = raw(doc, id);
                        AnyValue value = map.any("one");
                        if (value != null) {
                            map.set("two", value);
                            map.remove("one");
                        }
                    }
                }));
        YDoc ada = plain(1);
        YDoc bo = YDoc.of(2);
        bo.applyUpdate(ada.encodeStateAsUpdate(), null);
        raw(bo, "a").set("n", AnyValue.of("meanwhile"));
        two.run(ada);
        two.run(bo);
        ada.applyUpdate(bo.encodeStateAsUpdate(ada.stateVector()), null);
        bo.applyUpdate(ada.encodeStateAsUpdate(bo.stateVector()), null);
        assertThat(StateHash.of(ada)).isEqualTo(StateHash.of(bo));
        assertThat(raw(ada, "a").any("two")).isEqualTo(AnyValue.of(1));
        assertThat(raw(ada, "a").has("one")).isFalse();
        assertThat(raw(ada, "a").any("n")).isEqualTo(AnyValue.of("meanwhile"));
        assertThat(ada.map("meta").any("schema")).isEqualTo(AnyValue.of(2));
        byte[] state = ada.encodeStateAsUpdate();
        two.run(ada);
        SceneMigration.CURRENT.run(ada);
        assertThat(ada.encodeStateAsUpdate()).isEqualTo(state);
    }

    @Test
    @DisplayName(
            "[S73] a newer document opens read-only with a reason: no edit, no undo, no redo; everything in it stays")
    void newerVersion() throws Exception {
        YDoc doc = plain(1);
        SceneDoc scene = SceneDoc.of(doc);
        SceneUndo undo = SceneUndo.of(scene);
        undo.apply(new SceneEdit.SetName(A, "Ball"), null);
        assertThat(scene.readOnlyReason()).isNull();
        doc.map("meta").set("schema", AnyValue.of(2));
        assertThat(scene.isReadOnly()).isTrue();
        assertThat(scene.readOnlyReason()).contains("newer version: schema=2");
        byte[] state = doc.encodeStateAsUpdate();
        assertThatThrownBy(() -> undo.apply(new SceneEdit.SetName(A, "x"), null))
                .hasMessageContaining("newer version: schema=2");
        assertThat(undo.undo()).isFalse();
        assertThat(undo.redo()).isFalse();
        assertThat(doc.encodeStateAsUpdate()).isEqualTo(state);
        assertThat(scene.node(A).name()).isEqualTo("Ball");
        doc.map("meta").set("schema", AnyValue.of(1));
        assertThat(undo.undo()).isTrue();
    }
}
