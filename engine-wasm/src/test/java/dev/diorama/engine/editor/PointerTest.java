package dev.diorama.engine.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.diorama.engine.gizmo.Tool;
import dev.diorama.engine.gizmo.TransformGizmo;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.schema.InvalidEditException;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneNode;
import dev.diorama.scene.schema.Transform;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PointerTest {
    private static final NodeId GROUP = new NodeId("group");
    private static final NodeId CHILD = new NodeId("child");

    private final Person ada = new Person(11, new Person.Clock());

    @Test
    @DisplayName(
            "[E36] a click selects what is drawn there, with Shift or Ctrl adds and removes, and beside everything clears")
    void clicksSelect() {
        String first = ada.core.addPrimitive("box");
        String second = ada.core.addPrimitive("sphere");
        ada.frames(2);
        ada.click(50, 60, 0, 1);
        assertThat(ada.core.selection()).containsExactly(first);
        ada.click(50, 60, EditorCore.SHIFT, 2);
        assertThat(ada.core.selection()).containsExactly(first, second);
        ada.click(50, 60, EditorCore.CTRL, 1);
        assertThat(ada.core.selection()).containsExactly(second);
        ada.click(50, 60, EditorCore.CTRL, 0);
        assertThat(ada.core.selection()).containsExactly(second);
        ada.topics = 0;
        ada.click(50, 60, 0, 0);
        assertThat(ada.core.selection()).isEmpty();
        assertThat(ada.topics & Topic.SELECTION).isNotZero();
        assertThat(ada.core.gizmoHandle(0)).isNull();
    }

    @Test
    @DisplayName("[E36] a click whose answer comes late leaves what was selected elsewhere meanwhile")
    void lateClicksSelectNothing() {
        String first = ada.core.addPrimitive("box");
        String second = ada.core.addPrimitive("sphere");
        ada.frames(2);
        ada.core.pointerDown(50, 60, 0, 0);
        ada.core.pointerUp(50, 60, 0, 0);
        ada.core.select(first, SelectMode.REPLACE);
        ada.frames(2);
        ada.gpu.settle();
        assertThat(ada.core.selection()).containsExactly(first);
        ada.click(50, 60, 0, 2);
        assertThat(ada.core.selection()).containsExactly(second);
    }

    @Test
    @DisplayName("[E36] a press that moves on is a drag: it turns the camera and selects nothing")
    void dragsTurnTheCamera() {
        String id = ada.core.addPrimitive("box");
        ada.frames(2);
        for (int button = 0; button < 2; button++) {
            ScreenPoint before = ada.seen(id);
            ada.topics = 0;
            ada.core.pointerDown(50, 60, button, 0);
            ada.core.pointerMove(58, 66, 1, 0);
            ada.frames(1);
            ada.core.pointerMove(150, 90, 1, 0);
            ada.frames(20);
            ada.core.pointerUp(150, 90, button, 0);
            ada.gpu.settle();
            assertThat(ada.core.selection()).containsExactly(id);
            assertThat(ada.topics & Topic.CAMERA).isNotZero();
            assertThat(ada.seen(id)).isNotEqualTo(before);
        }
    }

    @Test
    @DisplayName("[E54] a locked node is not selected by a click")
    void lockedNodesAreLeftAlone() {
        load(true);
        ada.frames(2);
        ada.click(50, 60, 0, 2);
        assertThat(ada.core.selection()).isEmpty();
        ada.click(50, 60, 0, 1);
        assertThat(ada.core.selection()).containsExactly(GROUP.value());
    }

    @Test
    @DisplayName("[E40] under a turned and scaled parent a drag along the world's X is one along the world's X")
    void dragsUnderTurnedParents() {
        load(false);
        ada.core.select(CHILD.value(), SelectMode.REPLACE);
        ada.frames(2);
        NodeInfo before = ada.node(CHILD.value());
        ScreenPoint at = ada.grab(0);
        ada.core.pointerMove(at.x() + 80, at.y() + 40, 1, 0);
        ada.frames(2);
        ScreenPoint shown = ada.seen(CHILD.value());
        ada.core.pointerUp(at.x() + 80, at.y() + 40, 0, 0);
        ada.frames(2);
        ScreenPoint written = ada.seen(CHILD.value());
        assertThat(written.x()).isCloseTo(shown.x(), within(0.05f));
        assertThat(written.y()).isCloseTo(shown.y(), within(0.05f));
        NodeInfo after = ada.node(CHILD.value());
        // Turned by a quarter around Y, the group's Z is the world's X; its scale of 2 halves the way.
        assertThat(after.pz() - before.pz()).isGreaterThan(0.1f);
        assertThat(after.px()).isCloseTo(before.px(), within(1e-5f));
        assertThat(after.py()).isCloseTo(before.py(), within(1e-5f));
    }

    @Test
    @DisplayName("[E40] of a node and one above it, both selected, only the upper one is moved and deleted by name")
    void nestedSelections() {
        load(false);
        ada.core.select(CHILD.value(), SelectMode.REPLACE);
        ada.core.select(GROUP.value(), SelectMode.ADD);
        ada.frames(2);
        NodeInfo child = ada.node(CHILD.value());
        NodeInfo group = ada.node(GROUP.value());
        ScreenPoint at = ada.grab(2);
        ada.core.pointerUp(at.x() - 70, at.y() + 35, 0, 0);
        assertThat(ada.node(CHILD.value())).isEqualTo(child);
        assertThat(ada.node(GROUP.value())).isNotEqualTo(group);
        ada.core.deleteSelection();
        assertThat(ada.core.sceneInfo().nodes()).isZero();
        assertThat(ada.core.selection()).isEmpty();
    }

    @Test
    @DisplayName("[E37] what others do to a dragged node is seen after the drag, and the drag's position wins")
    void othersMoveTheDraggedNode() {
        load(false);
        ada.core.select(GROUP.value(), SelectMode.REPLACE);
        ada.frames(2);
        NodeInfo before = ada.node(GROUP.value());
        ScreenPoint at = ada.grab(1);
        ada.core.pointerMove(at.x(), at.y() - 60, 1, 0);
        ada.frames(2);
        ScreenPoint shown = ada.seen(GROUP.value());
        Person bo = new Person(12, new Person.Clock());
        bo.core.loadUpdate(ada.core.encodeState());
        bo.core.setPosition(GROUP.value(), 5, 0, 5);
        bo.core.setScale(GROUP.value(), 3, 3, 3);
        bo.stored.forEach(ada.core::loadUpdate);
        ada.frames(2);
        ScreenPoint still = ada.seen(GROUP.value());
        assertThat(still.x()).isCloseTo(shown.x(), within(0.1f));
        assertThat(still.y()).isCloseTo(shown.y(), within(0.1f));
        ada.core.pointerUp(at.x(), at.y() - 60, 0, 0);
        NodeInfo after = ada.node(GROUP.value());
        assertThat(after.px()).isCloseTo(before.px(), within(1e-5f));
        assertThat(after.py()).isGreaterThan(before.py() + 0.1f);
        assertThat(after.sx()).isEqualTo(3);
    }

    @Test
    @DisplayName("[E23] a box selects what is seen in it, with Ctrl in addition, and nothing that is locked")
    void boxesSelect() {
        load(true);
        String box = ada.core.addPrimitive("box");
        ada.frames(2);
        box(0, 0b1110);
        assertThat(ada.core.selection()).containsExactly(GROUP.value(), box);
        box(0, 0b1000);
        assertThat(ada.core.selection()).containsExactly(box);
        box(EditorCore.CTRL, 0b0010);
        assertThat(ada.core.selection()).containsExactly(box, GROUP.value());
        box(0, 0);
        assertThat(ada.core.selection()).isEmpty();
    }

    /** Draws a box in which the renderer sees the objects of these bits. */
    private void box(int modifiers, int seen) {
        ada.gpu.answers.add(new byte[] {(byte) seen, 0, 0, 0, 0, 0, 0, 0});
        ada.core.pointerDown(50, 60, 0, EditorCore.SHIFT);
        ada.core.pointerMove(150, 90, 1, EditorCore.SHIFT);
        ada.frame();
        ada.core.pointerUp(150, 90, 0, EditorCore.SHIFT | modifiers);
        ada.gpu.settle();
    }

    @Test
    @DisplayName(
            "[E27] the pointer's object is outlined where that is asked for, one question at a time; a resting pointer asks nothing")
    void outlinesWhatIsHovered() {
        ada.core.addPrimitive("box");
        ada.core.clearSelection();
        ada.core.view().setHover(true);
        ada.frames(2);
        ada.gpu.answers.add(Arrays.copyOf(new byte[] {1}, 16));
        ada.core.pointerMove(50, 60, 0, 0);
        ada.frame();
        ada.core.pointerMove(51, 60, 0, 0);
        ada.frame();
        long before = ada.core.stats().frames();
        ada.gpu.settle();
        ada.frame();
        assertThat(ada.core.stats().frames()).isEqualTo(before + 1);
        ada.gpu.settle();
        ada.frames(2);
        long calls = ada.gpu.calls();
        ada.frames(10);
        assertThat(ada.gpu.calls()).isEqualTo(calls);
        ada.core.view().setHover(false);
        ada.core.pointerMove(52, 60, 0, 0);
        ada.frames(3);
        assertThat(ada.gpu.calls()).isEqualTo(calls);
    }

    @Test
    @DisplayName("[E29] turning one node writes its rotation and nothing else, so that another's move meanwhile stays")
    void turningWritesNoPosition() {
        load(false);
        ada.core.view().setTool(Tool.ROTATE);
        ada.core.select(CHILD.value(), SelectMode.REPLACE);
        ada.frames(2);
        ScreenPoint at = ada.grab(1);
        ada.core.pointerMove(at.x() + 60, at.y() + 10, 1, 0);
        ada.frames(2);
        Person bo = new Person(12, new Person.Clock());
        bo.core.loadUpdate(ada.core.encodeState());
        bo.core.setPosition(CHILD.value(), 1, 2, 3);
        bo.stored.forEach(ada.core::loadUpdate);
        ada.frames(2);
        ada.core.pointerUp(at.x() + 60, at.y() + 10, 0, 0);
        NodeInfo after = ada.node(CHILD.value());
        assertThat(after.px()).isEqualTo(1);
        assertThat(after.pz()).isEqualTo(3);
        // The group is turned about Y alone, so about Y it is in its space, too.
        assertThat(Math.abs(after.ry())).isGreaterThan(0.1f);
        assertThat(after.rx()).isCloseTo(0, within(1e-4f));
        assertThat(after.sx()).isEqualTo(1);
        ada.core.undo();
        assertThat(ada.node(CHILD.value()).ry()).isZero();
        assertThat(ada.node(CHILD.value()).px()).isEqualTo(1);
    }

    @Test
    @DisplayName("[E29] several nodes scale about their middle, or each about its own origin")
    void scalesAboutTheMiddle() {
        String first = ada.core.addPrimitive("box");
        String second = ada.core.addPrimitive("box");
        ada.core.setPosition(first, -1, 0, 0);
        ada.core.setPosition(second, 1, 0, 0);
        ada.core.select(first, SelectMode.ADD);
        ada.core.view().setTool(Tool.SCALE);
        ada.frames(2);
        for (boolean apart : new boolean[] {false, true}) {
            ada.core.view().setApart(apart);
            ada.frames(1);
            ScreenPoint at = ada.grab(TransformGizmo.HUB);
            ada.core.pointerMove(at.x() + 96, at.y(), 1, 0);
            ada.frames(2);
            ScreenPoint shown = ada.seen(first);
            ada.core.pointerUp(at.x() + 96, at.y(), 0, 0);
            ada.frames(2);
            assertThat(ada.seen(first).x()).isCloseTo(shown.x(), within(0.05f));
            assertThat(ada.node(first).px()).isCloseTo(apart ? -1 : -(float) Math.E, within(0.02f));
            assertThat(ada.node(second).sy()).isCloseTo((float) Math.E, within(0.02f));
            ada.core.undo();
        }
    }

    /** A group, turned by a quarter around Y and scaled by 2, with a box in it. */
    private void load(boolean locked) {
        SceneDoc scene = SceneDoc.of(YDoc.of(5));
        float half = (float) Math.sqrt(0.5);
        try {
            scene.apply(
                    new SceneEdit.AddNode(
                            GROUP,
                            NodeId.ROOT,
                            NodeKind.GROUP,
                            null,
                            "Group",
                            new Transform(0.2f, 0.1f, 0.3f, 0, half, 0, half, 2, 2, 2)),
                    null);
            scene.apply(
                    new SceneEdit.AddNode(
                            CHILD, GROUP, NodeKind.MESH, Primitive.BOX, "Box", Transform.at(0.25f, 0, 0.25f)),
                    null);
            if (locked) {
                scene.apply(new SceneEdit.SetFlags(CHILD, SceneNode.LOCKED), null);
            }
        } catch (InvalidEditException e) {
            throw new AssertionError(e);
        }
        ada.core.loadUpdate(scene.doc().encodeStateAsUpdate());
    }
}
