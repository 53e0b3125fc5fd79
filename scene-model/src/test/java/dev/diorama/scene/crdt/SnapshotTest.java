package dev.diorama.scene.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    @Test
    @DisplayName("[S37] a snapshot gives the content of its moment back")
    void restores() throws DecodeException {
        YDoc doc = YDoc.withoutGc(1);
        doc.text("t").insert(0, "world!");
        doc.map("m").set("k", AnyValue.of(1));
        Snapshot then = Snapshot.of(doc);
        doc.text("t").insert(0, "hello ");
        doc.text("t").delete(8, 3);
        doc.map("m").set("k", AnyValue.of(2));
        for (UpdateFormat format : UpdateFormat.values()) {
            YDoc restored = YDoc.of(2);
            Snapshot read = Snapshot.decode(then.encode(format), format);
            assertThat(read).isEqualTo(then).hasSameHashCodeAs(then);
            read.restore(doc, restored);
            assertThat(restored.text("t").string()).isEqualTo("world!");
            assertThat(restored.map("m").any("k")).isEqualTo(AnyValue.of(1));
            assertThat(Snapshot.of(restored)).isEqualTo(then);
        }
        assertThat(then.contains(doc.encodeStateAsUpdate(), UpdateFormat.V1)).isFalse();
        assertThat(Snapshot.of(doc).contains(doc.encodeStateAsUpdate(), UpdateFormat.V1))
                .isTrue();
    }

    @Test
    @DisplayName("[S37] a document that collects garbage, or lacks a part, refuses")
    void refuses() {
        YDoc collecting = YDoc.of(1);
        collecting.text("t").insert(0, "x");
        Snapshot snapshot = Snapshot.of(collecting);
        YDoc into = YDoc.of(3);
        assertThatThrownBy(() -> snapshot.restore(collecting, into)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> snapshot.restore(YDoc.withoutGc(2), into))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(into.stateVector()).isEqualTo(StateVector.EMPTY);
    }

    @Test
    @DisplayName("[S6] [S37] malformed snapshots and positions are refused with a place")
    void refusesMalformed() {
        YDoc doc = YDoc.of(1);
        doc.text("t").insert(0, "hello");
        doc.text("t").delete(1, 2);
        byte[] good = Snapshot.of(doc).encode(UpdateFormat.V1);
        byte[] position = RelativePosition.of(doc.text("t"), 1, 0).encode();
        for (int cut = 0; cut < good.length; cut++) {
            byte[] bad = Arrays.copyOf(good, cut);
            assertThatThrownBy(() -> Snapshot.decode(bad, UpdateFormat.V1)).isInstanceOf(DecodeException.class);
        }
        for (int cut = 0; cut < position.length - 1; cut++) {
            byte[] bad = Arrays.copyOf(position, cut);
            assertThatThrownBy(() -> RelativePosition.decode(bad)).isInstanceOf(DecodeException.class);
        }
        assertThatThrownBy(() -> RelativePosition.decode(new byte[] {3})).isInstanceOf(DecodeException.class);
    }

    @Test
    @DisplayName("[S36] a position stays beside its element, and follows one that undo brought back here")
    void positionStays() throws DecodeException {
        YDoc doc = YDoc.of(1);
        YText text = doc.text("t");
        UndoManager undo = UndoManager.of(doc, List.of(text), () -> 1, UndoOptions.DEFAULT.withCaptureTimeoutMillis(0));
        text.insert(0, "abcdef");
        RelativePosition beforeD = RelativePosition.of(text, 3, 0);
        RelativePosition afterC = RelativePosition.of(text, 3, -1);
        RelativePosition end = RelativePosition.of(text, 6, 0);
        text.insert(3, "xx");
        assertThat(index(beforeD, doc)).isEqualTo(5);
        assertThat(index(afterC, doc)).isEqualTo(3);
        assertThat(index(end, doc)).isEqualTo(8);
        text.delete(4, 3);
        assertThat(index(beforeD, doc)).isEqualTo(4);
        undo.undo();
        assertThat(index(beforeD, doc)).isEqualTo(5);
        assertThat(beforeD.resolve(YDoc.of(2), true)).isNull();
        assertThat(RelativePosition.fromJson(beforeD.toJson())).isEqualTo(beforeD);
        assertThat(RelativePosition.decode(end.encode())).isEqualTo(end);
        assertThat(RelativePosition.fromJson(AnyValue.obj(Map.of()))).isNull();
    }

    private static int index(RelativePosition position, YDoc doc) {
        return Objects.requireNonNull(position.resolve(doc, true)).index();
    }

    @Test
    @DisplayName("[S38] documents inside a document are told of, on both sides, and loaded when asked for")
    void subDocuments() throws DecodeException {
        YDoc alice = YDoc.of(1);
        YDoc bob = YDoc.of(2);
        List<String> heard = new ArrayList<>();
        bob.onSubDocuments(change -> {
            change.added().forEach(each -> heard.add("+" + each.guid()));
            change.loaded().forEach(each -> heard.add("!" + each.guid()));
            change.removed().forEach(each -> heard.add("-" + each.guid()));
        });
        alice.map("m").setSubDocument("a", SubDocument.of("one", Map.of()));
        alice.array("l").insertSubDocument(0, SubDocument.of("two", Map.of("autoLoad", AnyValue.of(true))));
        bob.applyUpdate(alice.encodeStateAsUpdate(), null);
        assertThat(heard).containsExactlyInAnyOrder("+one", "+two", "!two");
        SubDocument one = Objects.requireNonNull(bob.map("m").subDocument("a"));
        assertThat(one.shouldLoad()).isFalse();
        heard.clear();
        one.load();
        one.load();
        assertThat(heard).containsExactly("!one");
        alice.map("m").remove("a");
        heard.clear();
        bob.applyUpdate(alice.encodeStateAsUpdate(), null);
        assertThat(heard).containsExactly("-one");
        assertThat(bob.subDocuments()).extracting(SubDocument::guid).containsExactly("two");
        assertThat(bob.array("l").subDocument(0)).isNotNull();
    }
}
