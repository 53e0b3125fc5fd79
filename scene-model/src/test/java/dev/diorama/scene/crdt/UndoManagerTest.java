package dev.diorama.scene.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UndoManagerTest {

    private final YDoc doc = YDoc.of(1);
    private final YMap map = doc.map("map");
    private long millis = 1_000;
    private final UndoManager undo = UndoManager.of(
            doc, List.of(map), () -> millis, UndoOptions.DEFAULT.withTrackedOrigins(origin -> "me".equals(origin)));

    private void set(String key, int value) {
        doc.transact("me", () -> map.set(key, AnyValue.of(value)));
        millis += 1_000;
    }

    @Test
    @DisplayName("[S24] undo takes back one step, redo brings it back")
    void undoesAndRedoes() {
        set("a", 1);
        set("a", 2);
        assertThat(undo.undo()).isTrue();
        assertThat(map.any("a")).isEqualTo(AnyValue.of(1));
        assertThat(undo.undo()).isTrue();
        assertThat(map.any("a")).isNull();
        assertThat(undo.undo()).isFalse();
        assertThat(undo.redo()).isTrue();
        assertThat(undo.redo()).isTrue();
        assertThat(map.any("a")).isEqualTo(AnyValue.of(2));
        assertThat(undo.canRedo()).isFalse();
    }

    @Test
    @DisplayName("[S24] a deleted type comes back with everything in it")
    void bringsTypesBack() {
        doc.transact("me", () -> {
            YMap node = map.setMap("n");
            node.set("x", AnyValue.of(1));
            node.setMap("deep").set("y", AnyValue.of(2));
        });
        millis += 1_000;
        doc.transact("me", () -> map.remove("n"));
        assertThat(map.map("n")).isNull();
        undo.undo();
        YMap node = Objects.requireNonNull(map.map("n"));
        assertThat(node.any("x")).isEqualTo(AnyValue.of(1));
        assertThat(Objects.requireNonNull(node.map("deep")).any("y")).isEqualTo(AnyValue.of(2));
    }

    @Test
    @DisplayName("[S24] changes that follow each other fast are one step, unless capturing was stopped")
    void groupsByTime() {
        doc.transact("me", () -> map.set("a", AnyValue.of(1)));
        millis += 100;
        doc.transact("me", () -> map.set("b", AnyValue.of(1)));
        millis += 100;
        undo.stopCapturing();
        doc.transact("me", () -> map.set("c", AnyValue.of(1)));
        undo.undo();
        assertThat(map.keys()).containsExactly("a", "b");
        undo.undo();
        assertThat(map.keys()).isEmpty();
    }

    @Test
    @DisplayName("[S24] what others did stays")
    void leavesOthersAlone() throws DecodeException {
        set("a", 1);
        YDoc other = YDoc.of(2);
        other.applyUpdate(doc.encodeStateAsUpdate(), null);
        other.map("map").set("a", AnyValue.of(5));
        other.map("map").set("b", AnyValue.of(6));
        doc.applyUpdate(other.encodeStateAsUpdate(), "network");
        set("c", 3);
        undo.undo();
        undo.undo();
        assertThat(map.any("a")).isEqualTo(AnyValue.of(5));
        assertThat(map.any("b")).isEqualTo(AnyValue.of(6));
        assertThat(map.any("c")).isNull();
        other.applyUpdate(doc.encodeStateAsUpdate(), null);
        Peers.assertSame(doc, other, "");
    }

    @Test
    @DisplayName("[S24] a new change forgets what could be redone")
    void forgetsRedo() {
        set("a", 1);
        undo.undo();
        assertThat(undo.canRedo()).isTrue();
        set("b", 1);
        assertThat(undo.canRedo()).isFalse();
        assertThat(undo.redo()).isFalse();
    }

    @Test
    @DisplayName("[S25] content that undo kept is dropped once no step needs it")
    void collectsReleased() {
        for (int i = 0; i < 1_000; i++) {
            set("a", i);
        }
        int kept = doc.encodeStateAsUpdate().length;
        undo.clear();
        int released = doc.encodeStateAsUpdate().length;
        assertThat(kept).isGreaterThan(2_000);
        assertThat(released).isLessThan(60);
        assertThat(map.any("a")).isEqualTo(AnyValue.of(999));
        Peers.checkInvariants(doc);
    }
}
