package dev.diorama.engine.editor;

import static org.assertj.core.api.Assertions.assertThat;

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

    private void assertSame() {
        relay.deliver();
        assertThat(ada.core.stateHash()).isEqualTo(bo.core.stateHash()).isEqualTo(relay.stateHash());
    }
}
