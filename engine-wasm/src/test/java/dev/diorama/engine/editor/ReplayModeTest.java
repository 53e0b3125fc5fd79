package dev.diorama.engine.editor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.engine.gpu.RecordingGpuDevice;
import dev.diorama.engine.replay.Entries;
import dev.diorama.engine.replay.ReplayChange;
import dev.diorama.scene.schema.RandomSource;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The past through the door by which the live scene is seen. */
class ReplayModeTest {
    private final Person.Clock clock = new Person.Clock();
    private final FakeRelay relay = new FakeRelay();
    private final Person ada = new Person(11, clock);
    private final Person bo = new Person(22, clock);
    private String box = "";
    private String ball = "";

    @BeforeEach
    void liveThrough() {
        relay.join(ada);
        relay.join(bo);
        box = ada.core.addPrimitive("box");
        ball = ada.core.addPrimitive("sphere");
        ada.core.setPosition(box, 1, 2, 3);
        ada.core.rename(ball, "Moon");
        ada.core.setBackground(1, 0, 0);
        ada.core.clearSelection();
        relay.deliver();
        ada.frames(3);
        bo.frames(3);
    }

    private void open(Person person) {
        person.core.openReplay();
        person.core.appendReplay(Entries.of(ada.stored));
    }

    private static void refused(EditorException.Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EditorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    @DisplayName(
            "[E81] the scene stands still until the first seek; then tree, nodes, background are those of the sequence")
    void showsThePast() {
        ada.topics = 0;
        open(ada);
        assertThat(ada.topics & Topic.REPLAY).isNotZero();
        assertThat(ada.core.replayPosition()).isEqualTo(-1);
        assertThat(ada.core.replayEnd()).isEqualTo(5);
        assertThat(ada.rowNames()).containsExactly("Box", "Moon");
        ada.core.seekReplay(2);
        assertThat(ada.core.replayPosition()).isEqualTo(2);
        assertThat(ada.rowNames()).containsExactly("Box", "Sphere");
        assertThat(ada.node(box).py()).isEqualTo(0.5f);
        assertThat(ada.core.sceneInfo().red()).isNotEqualTo(1);
        ada.topics = 0;
        ada.core.seekReplay(1);
        assertThat(ada.topics & (Topic.TREE | Topic.SCENE | Topic.REPLAY))
                .isEqualTo(Topic.TREE | Topic.SCENE | Topic.REPLAY);
        assertThat(ada.core.node(ball)).isNull();
        assertThat(ada.core.screenPosition(ball)).isNull();
        assertThat(ada.core.sceneInfo().nodes()).isEqualTo(1);
        ada.core.seekReplay(0);
        assertThat(ada.core.treeRowCount()).isZero();
        ada.core.closeReplay();
        assertThat(ada.rowNames()).containsExactly("Box", "Moon");
        assertThat(ada.node(box).py()).isEqualTo(2);
        assertThat(ada.core.sceneInfo().red()).isEqualTo(1);
        assertThat(ada.core.replayPosition()).isEqualTo(-1);
        assertThat(ada.core.replayEnd()).isZero();
        ada.core.closeReplay();
    }

    @Test
    @DisplayName("[E82] every way to edit is refused with READ_ONLY and changes nothing; canUndo and canRedo are false")
    void isReadOnly() {
        ada.core.undo();
        ada.core.select(box, SelectMode.REPLACE);
        relay.deliver();
        String hash = ada.core.stateHash();
        int stored = ada.stored.size();
        open(ada);
        ada.core.seekReplay(3);
        ada.frame();
        EditorCore core = ada.core;
        for (ThrowingCallable edit : List.<ThrowingCallable>of(
                () -> core.addPrimitive("box"),
                core::addGroup,
                core::deleteSelection,
                core::undo,
                core::redo,
                () -> core.rename(box, "x"),
                () -> core.setPosition(box, 9, 9, 9),
                () -> core.setPosition("nobody", 9, 9, 9),
                () -> core.setRotation(box, 0, 1, 0, 0),
                () -> core.setScale(box, 2, 2, 2),
                () -> core.setParameter(ball, "radius", 2),
                () -> core.setBackground(0, 0, 0),
                () -> core.setSceneName("x"),
                () -> core.edits().move(List.of(box), ball, 0, false))) {
            refused(EditorException.Code.READ_ONLY, edit);
        }
        assertThat(core.canUndo()).isFalse();
        assertThat(core.canRedo()).isFalse();
        assertThat(core.gizmoHandle(0)).isNull();
        assertThat(core.stateHash()).isEqualTo(hash);
        assertThat(ada.node(box).px()).isEqualTo(1);
        assertThat(ada.stored).hasSize(stored);
        ada.topics = 0;
        core.closeReplay();
        assertThat(ada.topics & (Topic.TOOL | Topic.REPLAY)).isEqualTo(Topic.TOOL | Topic.REPLAY);
        assertThat(core.canUndo()).isTrue();
        assertThat(core.canRedo()).isTrue();
        assertThat(core.gizmoHandle(0)).isNotNull();
        core.redo();
        assertThat(core.sceneInfo().red()).isEqualTo(1);
    }

    @Test
    @DisplayName("[E82] a drag under way ends without effect when the replay opens")
    void cancelsTheDrag() {
        ada.core.select(box, SelectMode.REPLACE);
        ada.frame();
        ScreenPoint at = ada.grab(0);
        ada.core.pointerMove(at.x() + 100, at.y(), 1, 0);
        ada.frame();
        String hash = ada.core.stateHash();
        open(ada);
        ada.core.seekReplay(3);
        ada.core.pointerUp(at.x() + 100, at.y(), 0, 0);
        ada.frame();
        assertThat(ada.core.stateHash()).isEqualTo(hash);
        ada.core.closeReplay();
        assertThat(ada.node(box).px()).isEqualTo(1);
        relay.deliver();
        bo.frames(60);
        assertThat(bo.seen(box)).isEqualTo(ada.seen(box));
    }

    @Test
    @DisplayName(
            "[E83] the live document goes on underneath: others' edits and drags are seen on going live, and not before")
    void liveGoesOn() {
        open(ada);
        ada.core.seekReplay(3);
        ada.frame();
        ScreenPoint before = ada.seen(box);
        bo.core.select(box, SelectMode.REPLACE);
        bo.frame();
        ScreenPoint at = bo.grab(1);
        bo.core.pointerMove(at.x(), at.y() - 80, 1, 0);
        bo.frames(5);
        relay.deliver();
        ada.frames(30);
        assertThat(ada.seen(box)).isEqualTo(before);
        bo.core.addPrimitive("cone");
        relay.deliver();
        ada.frame();
        assertThat(ada.core.treeRowCount()).isEqualTo(2);
        assertThat(ada.core.stateHash()).isEqualTo(relay.stateHash());
        assertThat(ada.core.treeRows(0, 9).getFirst().peerColors()).isEmpty();
        assertThat(ada.core.peers()).hasSize(2);

        ada.core.closeReplay();
        ada.frames(60);
        assertThat(ada.rowNames()).containsExactly("Box", "Moon", "Cone");
        assertThat(ada.seen(box).y()).isLessThan(before.y() - 40);
        bo.core.pointerUp(at.x(), at.y() - 80, 0, 0);
        relay.deliver();
        ada.frames(60);
        bo.frames(60);
        assertThat(ada.core.stateHash()).isEqualTo(bo.core.stateHash());
        assertThat(ada.seen(box)).isEqualTo(bo.seen(box));
    }

    @Test
    @DisplayName(
            "[E84] what was selected comes and goes with the past, and is selected again live; others see nothing selected")
    void selection() {
        ada.core.select(box, SelectMode.REPLACE);
        ada.core.select(ball, SelectMode.ADD);
        ada.frame();
        relay.deliver();
        assertThat(bo.core.peers().getLast().selection()).containsExactly(box, ball);
        open(ada);
        ada.core.seekReplay(1);
        ada.frame();
        relay.deliver();
        assertThat(ada.core.selection()).containsExactly(box);
        assertThat(bo.core.peers().getLast().selection()).isEmpty();
        ada.core.seekReplay(0);
        assertThat(ada.core.selection()).isEmpty();
        ada.core.seekReplay(3);
        assertThat(ada.core.selection()).containsExactly(box, ball);
        ada.core.seekReplay(1);
        bo.core.select(ball, SelectMode.REPLACE);
        bo.core.deleteSelection();
        relay.deliver();
        ada.core.closeReplay();
        ada.frame();
        relay.deliver();
        assertThat(ada.core.selection()).containsExactly(box);
        assertThat(bo.core.peers().getLast().selection()).containsExactly(box);

        open(ada);
        ada.core.seekReplay(2);
        ada.core.select(ball, SelectMode.REPLACE);
        ada.core.seekReplay(0);
        ada.core.seekReplay(2);
        assertThat(ada.core.selection()).containsExactly(ball);
        ada.click(600, 400, 0, 0);
        assertThat(ada.core.selection()).isEmpty();
        ada.core.closeReplay();
        assertThat(ada.core.selection()).isEmpty();
    }

    @Test
    @DisplayName("[E85] a restore is one step that undo takes back; everybody else gets the same")
    void restores() {
        String now = ada.core.stateHash();
        bo.core.setScale(ball, 3, 3, 3);
        relay.deliver();
        String before = ada.core.stateHash();
        open(ada);
        ada.core.seekReplay(2);
        String then = ada.core.replayStateHash();
        int stored = ada.stored.size();
        assertThat(ada.core.restoreReplay()).isTrue();
        assertThat(ada.stored).hasSize(stored + 1);
        assertThat(ada.core.replayEnd()).isZero();
        assertThat(ada.core.stateHash()).isEqualTo(then);
        assertThat(ada.rowNames()).containsExactly("Box", "Sphere");
        relay.deliver();
        assertThat(bo.core.stateHash()).isEqualTo(then);
        assertThat(relay.stateHash()).isEqualTo(then);
        ada.core.undo();
        relay.deliver();
        assertThat(ada.core.stateHash()).isEqualTo(before).isNotEqualTo(now);
        assertThat(bo.node(ball).sx()).isEqualTo(3);
        ada.core.redo();
        relay.deliver();
        assertThat(bo.core.stateHash()).isEqualTo(then);
        assertThat(ada.core.syncInfo().pending()).isZero();

        open(ada);
        ada.core.seekReplay(2);
        assertThat(ada.core.restoreReplay()).isFalse();
        ada.core.undo();
        assertThat(ada.core.stateHash()).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "[E86] without a replay, before the first seek, or beyond its end: INVALID_ARGUMENT; bytes that cannot be: BAD_UPDATE")
    void refusals() {
        EditorCore core = ada.core;
        refused(EditorException.Code.INVALID_ARGUMENT, () -> core.seekReplay(0));
        refused(EditorException.Code.INVALID_ARGUMENT, () -> core.appendReplay(new byte[0]));
        refused(EditorException.Code.INVALID_ARGUMENT, core::restoreReplay);
        refused(EditorException.Code.INVALID_ARGUMENT, core::replayStateHash);
        assertThat(core.replayChanges()).isEmpty();
        core.flash(List.of(box), "#ff0000", 1);
        open(ada);
        refused(EditorException.Code.INVALID_ARGUMENT, () -> core.seekReplay(6));
        refused(EditorException.Code.INVALID_ARGUMENT, () -> core.seekReplay(-1));
        refused(EditorException.Code.INVALID_ARGUMENT, core::restoreReplay);
        refused(EditorException.Code.BAD_UPDATE, () -> core.appendReplay(new byte[] {1, 2, 3}));
        assertThat(core.replayEnd()).isEqualTo(5);
        core.seekReplay(5);
        assertThat(core.replayStateHash()).isEqualTo(core.stateHash());
        assertThat(core.replayChanges()).extracting(ReplayChange::property).containsExactly("background");
    }

    @Test
    @DisplayName(
            "[E87] a seek uploads what an edit of the same would; opening and closing where nothing differs uploads nothing")
    void uploadsWhatDiffers() {
        RecordingGpuDevice gpu = new RecordingGpuDevice();
        gpu.recording = false;
        List<byte[]> log = new ArrayList<>();
        EditorHost host = new EditorHost() {
            @Override
            public void send(byte[] message) {}

            @Override
            public void localUpdate(byte[] update, String about) {
                log.add(update);
            }

            @Override
            public void changed(int topics) {}
        };
        EditorCore core = new EditorCore(host, gpu, 5, () -> 0, RandomSource.seeded(5));
        core.resize(800, 600);
        String moved = "";
        for (int i = 0; i < 500; i++) {
            moved = core.addPrimitive("box");
        }
        core.clearSelection();
        core.renderFrame(0.02f);
        core.setPosition(moved, 1, 1, 1);
        long edit = bytesOfFrame(core, gpu);
        assertThat(edit).isPositive();
        core.openReplay();
        core.appendReplay(Entries.of(log));
        assertThat(bytesOfFrame(core, gpu)).isZero();
        core.seekReplay(log.size());
        assertThat(bytesOfFrame(core, gpu)).isZero();
        core.seekReplay(log.size() - 1);
        assertThat(bytesOfFrame(core, gpu)).isEqualTo(edit);
        core.seekReplay(log.size());
        assertThat(bytesOfFrame(core, gpu)).isEqualTo(edit);
        core.seekReplay(log.size() - 1);
        assertThat(bytesOfFrame(core, gpu)).isEqualTo(edit);
        core.closeReplay();
        assertThat(bytesOfFrame(core, gpu)).isEqualTo(edit);
    }

    private static long bytesOfFrame(EditorCore core, RecordingGpuDevice gpu) {
        gpu.bytes = 0;
        core.renderFrame(0.02f);
        return gpu.bytes;
    }

    @Test
    @DisplayName(
            "[E88] a flash outlines nodes for its time; frames are idle before and after, and while a replay stands still")
    void flashes() {
        ada.core.flash(List.of(box), "#ff0000", 1);
        open(ada);
        ada.core.seekReplay(3);
        ada.frames(3);
        long calls = ada.gpu.calls();
        int changed = ada.changedCalls;
        ada.frames(100);
        assertThat(ada.gpu.calls()).isEqualTo(calls);
        assertThat(ada.changedCalls).isEqualTo(changed);
        ada.core.flash(List.of(box, "nobody"), "#00ff00", 0.1f);
        ada.frame();
        long shown = ada.gpu.calls();
        assertThat(shown).isGreaterThan(calls);
        ada.frame();
        assertThat(ada.gpu.calls()).isEqualTo(shown);
        ada.frames(10);
        long over = ada.gpu.calls();
        assertThat(over).isGreaterThan(shown);
        ada.frames(100);
        assertThat(ada.gpu.calls()).isEqualTo(over);
        ada.core.flash(List.of(box), "no colour", 60);
        ada.frame();
        ada.core.closeReplay();
        ada.frames(3);
        over = ada.gpu.calls();
        ada.frames(10);
        assertThat(ada.gpu.calls()).isEqualTo(over);
    }

    @Test
    @DisplayName("[E78] frames read the log and tell of it until it is read")
    void readsWithFrames() {
        open(ada);
        assertThat(ada.core.replayReady()).isZero();
        ada.topics = 0;
        ada.frame();
        assertThat(ada.core.replayReady()).isEqualTo(5);
        assertThat(ada.topics & Topic.REPLAY).isNotZero();
        ada.topics = 0;
        ada.frame();
        assertThat(ada.topics).isZero();
    }
}
