package dev.diorama.engine.editor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.engine.gpu.RecordingGpuDevice;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IdleTest {
    private final Person.Clock clock = new Person.Clock();
    private final FakeRelay relay = new FakeRelay();
    private final Person ada = new Person(11, clock);

    @Test
    @DisplayName(
            "[E89] a lost device is replaced: all is drawn anew, selection and edits stay, what was asked is forgotten")
    void devicesAreReplaced() {
        Person ada = new Person(11, new Person.Clock());
        String id = ada.core.addPrimitive("box");
        ada.core.setBackground(0.1f, 0.2f, 0.3f);
        ada.frames(2);
        ScreenPoint at = ada.grab(0);
        ada.core.pointerMove(at.x() + 50, at.y(), 1, 0);
        ada.frames(1);
        String hash = ada.core.stateHash();
        RecordingGpuDevice another = new RecordingGpuDevice();
        ada.core.view().deviceReplaced(another);
        ada.frames(1);
        assertThat(another.calls).contains("writeBuffer objects", "writeBuffer lists", "submit");
        assertThat(another.calls.getLast()).isEqualTo("submit");
        RecordingGpuDevice.Write frame = another.writes.stream()
                .filter(write -> write.buffer().equals("frame"))
                .findFirst()
                .orElseThrow();
        assertThat(Float.intBitsToFloat(frame.words()[40])).isEqualTo(0.1f);
        assertThat(ada.core.stateHash()).isEqualTo(hash);
        assertThat(ada.core.selection()).containsExactly(id);
        ada.frames(60);
        another.reset();
        ada.gpu.settle();
        ada.frames(10);
        assertThat(another.count).isZero();
        ada.core.setPosition(id, 1, 2, 3);
        ada.frames(1);
        assertThat(another.count).isPositive();
    }

    @Test
    @DisplayName("[E51] 600 idle frames make no WebGPU call and call nobody")
    void idleFramesAreSilent() {
        relay.join(ada);
        ada.core.addPrimitive("sphere");
        ada.core.addPrimitive("box");
        relay.deliver();
        ada.frames(3);
        long gpuCalls = ada.gpu.calls();
        int sent = ada.sent;
        int changed = ada.changedCalls;
        for (int i = 0; i < 600; i++) {
            clock.advance(-10);
            ada.frame();
        }
        assertThat(ada.gpu.calls()).isEqualTo(gpuCalls);
        assertThat(ada.sent).isEqualTo(sent);
        assertThat(ada.changedCalls).isEqualTo(changed);
    }

    @Test
    @DisplayName("[E52] a call tells what it changed at most once")
    void changesAreBatched() {
        relay.join(ada);
        ada.changedCalls = 0;
        ada.topics = 0;
        ada.core.addPrimitive("sphere");
        assertThat(ada.changedCalls).isEqualTo(1);
        assertThat(ada.topics & (Topic.TREE | Topic.SELECTION | Topic.SYNC | Topic.SCENE))
                .isEqualTo(Topic.TREE | Topic.SELECTION | Topic.SYNC | Topic.SCENE);
        ada.topics = 0;
        ada.core.setBackground(0.1f, 0.2f, 0.3f);
        assertThat(ada.changedCalls).isEqualTo(2);
        assertThat(ada.topics).isEqualTo(Topic.SCENE | Topic.SYNC | Topic.TOOL);
        ada.core.pointerMove(5, 5, 0, 0);
        ada.core.select(ada.core.selection().getFirst(), SelectMode.REPLACE);
        assertThat(ada.changedCalls).isEqualTo(2);
        assertThat(ada.core.sceneInfo().green()).isEqualTo(0.2f);
    }
}
