package dev.diorama.engine.editor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UndoTest {
    private final Person.Clock clock = new Person.Clock();
    private final FakeRelay relay = new FakeRelay();
    private final Person ada = new Person(11, clock);
    private final Person bo = new Person(12, clock);

    @BeforeEach
    void join() {
        relay.join(ada);
        relay.join(bo);
    }

    @Test
    @DisplayName("[E57] what was added goes and comes back, with what others made of it")
    void addedNodesComeBack() {
        assertThat(ada.core.canUndo()).isFalse();
        String id = ada.core.addPrimitive("sphere");
        relay.deliver();
        bo.core.rename(id, "Bo's ball");
        relay.deliver();
        ada.core.undo();
        assertThat(ada.core.treeRowCount()).isZero();
        assertThat(ada.core.selection()).isEmpty();
        assertThat(ada.core.canUndo()).isFalse();
        ada.core.redo();
        relay.deliver();
        assertThat(bo.rowNames()).containsExactly("Bo's ball");
        assertSame();
    }

    @Test
    @DisplayName(
            "[E192] a drag within a step that was begun belongs to it; a press says whether it took hold of a handle")
    void dragsWithinSteps() {
        String id = ada.core.addPrimitive("box");
        ada.frames(2);
        float before = ada.node(id).px();
        ada.core.edits().beginStep("");
        ada.core.rename(id, "Crate");
        ScreenPoint at = ada.grab(0);
        ada.core.pointerMove(at.x() + 80, at.y() + 40, 1, 0);
        ada.core.pointerUp(at.x() + 80, at.y() + 40, 0, 0);
        ada.core.edits().endStep();
        assertThat(ada.node(id).px()).isNotEqualTo(before);
        ada.core.undo();
        assertThat(ada.node(id).px()).isEqualTo(before);
        assertThat(ada.node(id).name()).isNotEqualTo("Crate");
        ada.frame();
        ScreenPoint handle = requireNonNull(ada.core.gizmoHandle(0));
        assertThat(ada.core.pointerDown(handle.x(), handle.y(), 0, 0)).isTrue();
        ada.core.pointerCancel();
        assertThat(ada.core.pointerDown(5, 5, 0, 0)).isFalse();
    }

    @Test
    @DisplayName("[E57] a drag is one step, and taking it back leaves others' changes alone")
    void dragsAreOneStep() {
        String id = ada.core.addPrimitive("box");
        relay.deliver();
        ada.frames(2);
        NodeInfo before = ada.node(id);
        ScreenPoint at = ada.grab(0);
        for (int i = 0; i < 10; i++) {
            ada.core.pointerMove(at.x() + 8 * i, at.y() + 4 * i, 1, 0);
            ada.frame();
        }
        ada.core.pointerUp(at.x() + 80, at.y() + 40, 0, 0);
        relay.deliver();
        bo.core.setRotation(id, 0, 1, 0, 0);
        relay.deliver();
        assertThat(ada.node(id).px()).isNotEqualTo(before.px());
        ada.core.undo();
        relay.deliver();
        assertThat(ada.node(id).px()).isEqualTo(before.px());
        assertThat(ada.node(id).ry()).isEqualTo(1);
        assertThat(bo.core.canUndo()).isTrue();
        bo.core.undo();
        relay.deliver();
        assertThat(ada.node(id)).isEqualTo(before);
        ada.core.redo();
        relay.deliver();
        assertThat(bo.node(id).px()).isNotEqualTo(before.px());
        assertSame();
    }

    @Test
    @DisplayName("[E57] a scrubbed number is one step, other edits are one each")
    void scrubbingIsOneStep() {
        String id = ada.core.addPrimitive("sphere");
        ada.core.rename(id, "Ball");
        for (int i = 1; i <= 10; i++) {
            clock.advance(30);
            ada.core.setParameter(id, "radius", i / 10f);
        }
        ada.core.undo();
        assertThat(ada.node(id).parameters()).containsEntry("radius", 0.5f);
        assertThat(ada.node(id).name()).isEqualTo("Ball");
        ada.core.undo();
        assertThat(ada.node(id).name()).isEqualTo("Sphere");
        ada.core.redo();
        ada.core.redo();
        assertThat(ada.node(id).parameters()).containsEntry("radius", 1f);
        assertThat(ada.core.canRedo()).isFalse();
        assertSame();
    }

    @Test
    @DisplayName("[E130] updates of one step have one gesture, each other step has its own")
    void stepsHaveGestures() throws Exception {
        String id = ada.core.addPrimitive("sphere");
        for (int i = 1; i <= 3; i++) {
            clock.advance(30);
            ada.core.setParameter(id, "radius", i / 10f);
        }
        ada.core.undo();
        ada.core.redo();
        bo.core.addPrimitive("box");
        List<String> gestures = new ArrayList<>();
        for (String told : ada.told) {
            gestures.add(field(Json.parse(told), "gesture").string(""));
        }
        assertThat(gestures).hasSize(6).doesNotContain("");
        assertThat(gestures.get(1)).isEqualTo(gestures.get(2)).isEqualTo(gestures.get(3));
        assertThat(Set.copyOf(gestures)).hasSize(4);
        assertThat(bo.told.getFirst()).doesNotContain(gestures.getFirst());
    }

    @Test
    @DisplayName("[E130] the update that ends a drag has the drag's path, however long the drag was")
    void dragsHavePaths() throws Exception {
        ada.core.addPrimitive("box");
        ada.frames(2);
        ScreenPoint at = ada.grab(0);
        long began = clock.millis();
        for (int i = 1; i <= 200; i++) {
            ada.core.pointerMove(at.x() + i, at.y(), 1, 0);
            ada.frame();
        }
        ada.core.pointerUp(at.x() + 200, at.y(), 0, 0);
        AnyValue path = field(Json.parse(ada.told.getLast()), "path");
        List<AnyValue> samples = field(path, "samples").elements();
        assertThat(field(path, "start").number(0)).isBetween(began - 20.0, began + 40.0);
        assertThat(samples).hasSizeBetween(16, 32);
        assertThat(samples.getFirst().elements()).allMatch(number -> number.number(-1) == 0);
        double last = 0;
        for (AnyValue sample : samples) {
            assertThat(sample.elements()).hasSize(4);
            double x = sample.elements().get(1).number(-1);
            assertThat(x).isGreaterThanOrEqualTo(last);
            last = x;
        }
        NodeInfo node = ada.node(ada.core.selection().getFirst());
        assertThat(last).isCloseTo(node.px(), Offset.offset(0.001));
        assertThat(ada.told.getFirst()).contains("\"path\":null");
    }

    private static AnyValue field(AnyValue object, String key) {
        return object.fields().getOrDefault(key, AnyValue.Null.INSTANCE);
    }

    private void assertSame() {
        relay.deliver();
        assertThat(ada.core.stateHash()).isEqualTo(bo.core.stateHash()).isEqualTo(relay.stateHash());
    }
}
