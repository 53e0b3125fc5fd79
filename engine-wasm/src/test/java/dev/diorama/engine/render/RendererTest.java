package dev.diorama.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.diorama.engine.gpu.GpuLimits;
import dev.diorama.engine.gpu.RecordingGpuDevice;
import dev.diorama.engine.mesh.UnitMeshes;
import dev.diorama.engine.pick.PickResult;
import dev.diorama.engine.scene.Motion;
import dev.diorama.engine.scene.SceneMirror;
import dev.diorama.scene.math.Mat4;
import dev.diorama.scene.schema.NodeId;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {
    private final RecordingGpuDevice gpu = new RecordingGpuDevice();
    private final TestScene scene = new TestScene();
    private final Renderer renderer = new Renderer(gpu, scene.mirror);
    private final FrameInput input = new FrameInput();

    @Test
    @DisplayName("[E10] a frame is these calls and no others")
    void callsOfAFrame() {
        scene.fill(20);
        settle();
        look(0.1f);
        renderer.renderFrame(input);
        assertThat(gpu.calls)
                .containsExactly(
                        "writeBuffer frame",
                        "createCommandEncoder",
                        "beginComputePass update",
                        "setPipeline update",
                        "setBindGroup update",
                        "dispatchWorkgroups of 2 layers",
                        "dispatchWorkgroups of 3 layers",
                        "end",
                        "getCurrentTexture",
                        "beginRenderPass scene",
                        "executeBundles scene",
                        "end",
                        "beginRenderPass composite",
                        "executeBundles composite",
                        "end",
                        "finish",
                        "submit");
    }

    @Test
    @DisplayName("[E171] what a pass draws is recorded once, and anew only when other calls would draw it")
    void recordsBundles() {
        scene.fill(21);
        settle();
        List<String> expected =
                new ArrayList<>(List.of("setPipeline objects", "setBindGroup scene", "setVertexBuffer vertices"));
        expected.add("setIndexBuffer indices");
        expected.addAll(Collections.nCopies(12, "drawIndexedIndirect"));
        assertThat(gpu.bundles.get("scene")).isEqualTo(expected);
        assertThat(gpu.bundles.get("composite"))
                .containsExactly("setPipeline composite to canvas", "setBindGroup composite", "draw");
        look(0.1f);
        scene.touch(3);
        scene.delete(0);
        renderer.renderFrame(input);
        assertThat(gpu.calls)
                .as("there are others of its kind, but the shadow map's draws have the number of objects in them")
                .filteredOn(call -> call.startsWith("createRenderBundle"))
                .containsExactly("createRenderBundleEncoder shadow");
        gpu.reset();
        input.gizmo.visible = true;
        renderer.renderFrame(input);
        assertThat(gpu.calls)
                .filteredOn(call -> call.startsWith("createRenderBundle"))
                .containsExactly("createRenderBundleEncoder scene");
        assertThat(gpu.bundles.get("scene")).contains("setPipeline gizmo");
        gpu.reset();
        input.gizmo.visible = false;
        scene.delete(0);
        scene.delete(6);
        scene.delete(12);
        renderer.renderFrame(input);
        assertThat(gpu.bundles.get("scene"))
                .filteredOn(call -> call.equals("drawIndexedIndirect"))
                .hasSize(gpu.draws - 1 - 6);
    }

    @Test
    @DisplayName(
            "[E11] the number of calls of a frame depends neither on the number of objects nor on how many were edited")
    void callsDoNotGrow() {
        int moving = 0;
        int one = 0;
        int percent = 0;
        for (int objects : new int[] {10, 1000, 10_000, 100_000}) {
            RecordingGpuDevice device = new RecordingGpuDevice();
            device.recording = false;
            TestScene big = new TestScene();
            Renderer r = new Renderer(device, big.mirror);
            r.resize(640, 480);
            big.fill(objects);
            draw(r, device, 0);
            int calls = draw(r, device, 0.1f);
            moving = moving == 0 ? calls : moving;
            assertThat(calls)
                    .as("camera moves, %d objects", objects)
                    .isEqualTo(moving)
                    .isEqualTo(17);
            big.touch(1);
            calls = draw(r, device, 0.2f);
            one = one == 0 ? calls : one;
            assertThat(calls).as("one edit, %d objects", objects).isEqualTo(one).isEqualTo(21);
            big.touch(Math.max(2, objects / 100));
            draw(r, device, 0.3f);
            big.touch(Math.max(2, objects / 100));
            calls = draw(r, device, 0.4f);
            percent = percent == 0 ? calls : percent;
            assertThat(calls)
                    .as("one in a hundred edited, %d objects", objects)
                    .isEqualTo(percent)
                    .isEqualTo(21);
        }
    }

    @Test
    @DisplayName("[E22] where indirect draws cannot start at any instance everything is drawn, with as few calls")
    void drawsWithoutTheFeature() {
        gpu.limits(new GpuLimits(8192, 256L << 20, 128L << 20, false, false, false));
        Renderer plain = new Renderer(gpu, scene.mirror);
        scene.fill(20);
        plain.resize(640, 480);
        draw(plain, gpu, 0);
        draw(plain, gpu, 0.1f);
        assertThat(gpu.calls).doesNotContain("beginComputePass update", "drawIndexedIndirect");
        assertThat(gpu.draws).isEqualTo(8);
        scene.touch(2);
        draw(plain, gpu, 0.2f);
        scene.touch(2);
        draw(plain, gpu, 0.3f);
        assertThat(gpu.calls)
                .containsSubsequence(
                        "beginComputePass update",
                        "setPipeline update",
                        "setBindGroup update",
                        "dispatchWorkgroups",
                        "end",
                        "executeBundles scene")
                .noneMatch(call -> call.contains("layers"));
    }

    @Test
    @DisplayName("[E12] when nothing changed there is no WebGPU call")
    void idleFramesAreFree() {
        scene.fill(100);
        settle();
        for (int i = 0; i < 100; i++) {
            assertThat(renderer.renderFrame(input)).isFalse();
        }
        assertThat(gpu.count).isZero();
        assertThat(renderer.stats().frames()).isEqualTo(1);
    }

    @Test
    @DisplayName("[E13] whatever changes what is seen makes a frame")
    void changesAreDrawn() {
        scene.fill(10);
        settle();
        List<Runnable> changes = new ArrayList<>();
        changes.add(() -> look(0.5f));
        changes.add(() -> scene.touch(1));
        changes.add(() -> scene.fill(1));
        changes.add(() -> scene.delete(0));
        changes.add(() -> scene.mirror.setOutline(SceneMirror.OWN_OUTLINE, scene.ids.subList(0, 1)));
        changes.add(
                () -> scene.mirror.setPreview(SceneMirror.OWN_PREVIEW, scene.ids.subList(0, 1), Motion.move(1, 0, 0)));
        changes.add(() -> scene.mirror.endPreview(SceneMirror.OWN_PREVIEW));
        changes.add(() -> renderer.setBackground(0, 0, 1));
        changes.add(() -> renderer.setOutlineColor(2, 0x123456));
        changes.add(() -> renderer.resize(320, 200));
        changes.add(() -> input.gizmo.visible = true);
        changes.add(() -> input.gizmo.highlighted = 1);
        changes.add(() -> input.gizmo.origin[0] = 1);
        changes.add(() -> input.gizmo.visible = false);
        for (int i = 0; i < changes.size(); i++) {
            changes.get(i).run();
            assertThat(renderer.renderFrame(input)).as("change %d", i).isTrue();
            assertThat(renderer.renderFrame(input)).as("after change %d", i).isFalse();
        }
        renderer.setBackground(0, 0, 1);
        renderer.resize(320, 200);
        assertThat(renderer.renderFrame(input)).as("the same again").isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 999})
    @DisplayName("[E14] a frame writes 512 bytes, and at most 80 for each edited node and 16 in all when there are any")
    void bytesOfAFrame(int edited) {
        scene.fill(1000);
        settle();
        look(0.1f);
        renderer.renderFrame(input);
        assertThat(gpu.bytes).isEqualTo(512);
        gpu.reset();
        scene.touch(edited);
        renderer.renderFrame(input);
        assertThat(gpu.bytes).isLessThanOrEqualTo(512 + 16 + 80L * edited);
    }

    @Test
    @DisplayName("[E15] a frame allocates nothing, also while the camera moves, outlines show and objects are dragged")
    void framesAllocateNothing() {
        gpu.recording = false;
        scene.fill(500);
        scene.mirror.setOutline(SceneMirror.OWN_OUTLINE, scene.ids.subList(0, 3));
        input.gizmo.visible = true;
        List<NodeId> dragged = List.copyOf(scene.ids.subList(0, 50));
        settle();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            scene.mirror.setPreview(SceneMirror.OWN_PREVIEW, dragged, Motion.move(round, 0, 0));
            renderer.renderFrame(input);
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 1; i <= 1000; i++) {
                look(0.001f * i);
                if (!renderer.renderFrame(input)) {
                    throw new AssertionError("nothing drawn");
                }
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }

    @Test
    @DisplayName("[E16] only the records of changed nodes go to the GPU, each to its slot")
    void changedRecordsGoToTheirSlots() {
        scene.fill(100);
        settle();
        NodeId near = scene.ids.get(3);
        NodeId far = scene.ids.get(97);
        scene.move(near, 10, 20, 30);
        scene.move(far, 11, 21, 31);
        renderer.renderFrame(input);
        RecordingGpuDevice.Write write = gpu.writes.stream()
                .filter(w -> w.words().length > FrameShader.FRAME_FLOATS)
                .findFirst()
                .orElseThrow();
        assertThat(write.buffer()).isEqualTo("frame");
        int count = FrameShader.FRAME_FLOATS;
        int first = count + 4;
        int second = first + 17;
        assertThat(write.words()).hasSize(second + 17);
        assertThat(write.words()[count]).isEqualTo(2);
        assertThat(write.words()[first]).isEqualTo(scene.mirror.objectId(near));
        assertThat(Float.intBitsToFloat(write.words()[first + 1 + 3])).isEqualTo(10);
        assertThat(write.words()[second]).isEqualTo(scene.mirror.objectId(far));
        assertThat(Float.intBitsToFloat(write.words()[second + 1 + 7])).isEqualTo(21);
    }

    @Test
    @DisplayName("[E17] a pick answers with the object's id and the depth, one question at a time and in order")
    void picks() {
        scene.fill(10);
        settle();
        gpu.answer = new byte[] {5, 1, 0, 0, 0, 0, 0, 63, 0, 0, 0, 64, 0, 0, 0, -64};
        List<PickResult> answers = new ArrayList<>();
        renderer.requestPick(3, 4, answers::add);
        renderer.requestPick(5, 6, answers::add);
        renderer.requestPick(-1, 6, answers::add);
        assertThat(gpu.calls).filteredOn(c -> c.equals("dispatchWorkgroups")).hasSize(1);
        assertThat(gpu.writes.getLast().words()).containsExactly(3, 4);
        gpu.answerReads();
        assertThat(answers).containsExactly(new PickResult(0x105, 0.5f, 2, -2));
        gpu.answer = new byte[] {-1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThat(gpu.writes.getLast().words()).containsExactly(5, 6);
        gpu.answerReads();
        assertThat(answers)
                .as("the gizmo is no object; outside there is nothing")
                .hasSize(3);
        assertThat(answers.get(1).objectId()).isZero();
        assertThat(answers.get(2).objectId()).isZero();
    }

    @Test
    @DisplayName("[E18] an image comes tightly packed, and the canvas is drawn again after it")
    void rendersImages() {
        scene.fill(3);
        settle();
        gpu.answer = new byte[512 * 2];
        for (int i = 0; i < gpu.answer.length; i++) {
            gpu.answer[i] = (byte) (i / 512 * 100 + i % 512 / 4);
        }
        List<byte[]> images = new ArrayList<>();
        renderer.renderImage(66, 2, images::add);
        assertThat(images).isEmpty();
        gpu.answerReads();
        assertThat(images.getFirst()).hasSize(66 * 2 * 4);
        assertThat(images.getFirst()[66 * 4]).isEqualTo((byte) 100);
        assertThat(images.getFirst()[66 * 4 - 1]).isEqualTo((byte) 65);
        assertThat(gpu.calls).contains("destroy image readback", "destroy image", "destroy frame");
        assertThat(renderer.renderFrame(input)).isTrue();
        assertThatThrownBy(() -> renderer.renderImage(0, 5, images::add)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> renderer.renderImage(9000, 5, images::add))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("[E156] what shows what is behind it costs one pass while there is any, and nothing else does")
    void veils() {
        scene.fill(20);
        settle();
        look(0.1f);
        renderer.renderFrame(input);
        int calls = gpu.count;
        scene.material(scene.ids.getFirst(), "\"alpha\":\"blend\",\"opacity\":0.4");
        look(0.2f);
        renderer.renderFrame(input);
        gpu.reset();
        look(0.3f);
        renderer.renderFrame(input);
        assertThat(gpu.calls)
                .containsSubsequence(
                        "executeBundles scene",
                        "beginRenderPass veil",
                        "executeBundles veil",
                        "executeBundles composite");
        assertThat(gpu.count).isEqualTo(calls + 3);
        List<String> veils = new ArrayList<>(gpu.bundles.get("scene"));
        veils.set(0, "setPipeline veil");
        assertThat(gpu.bundles.get("veil")).isEqualTo(veils);
        input.output = Output.NORMAL;
        look(0.4f);
        gpu.reset();
        renderer.renderFrame(input);
        assertThat(gpu.calls).as("data are no light").doesNotContain("beginRenderPass veil");
        input.output = Output.BEAUTY;
        for (String other : List.of(
                "\"alpha\":\"mask\",\"opacity\":0.4",
                "\"alpha\":\"mask\",\"opacity\":0.6",
                "\"alpha\":\"blend\",\"opacity\":1",
                "\"alpha\":\"opaque\",\"opacity\":0.5")) {
            scene.material(scene.ids.getFirst(), other);
            look(other.hashCode());
            gpu.reset();
            renderer.renderFrame(input);
            assertThat(gpu.calls).as(other).doesNotContain("beginRenderPass veil");
        }
    }

    @Test
    @DisplayName("[E26] what is shown is one number of the frame; the calls are the same")
    void outputsAreANumber() {
        scene.fill(10);
        settle();
        look(0.1f);
        renderer.renderFrame(input);
        int calls = gpu.count;
        for (Output output : Output.values()) {
            input.output = output;
            look(0.2f + output.number());
            assertThat(renderer.renderFrame(input)).isTrue();
            gpu.reset();
            look(0.3f + output.number());
            renderer.renderFrame(input);
            assertThat(gpu.count).isEqualTo(calls);
            assertThat(Float.intBitsToFloat(gpu.writes.getFirst().words()[FrameShader.OVERLAY + 3]))
                    .isEqualTo(output.number());
            String pipeline = output == Output.WIREFRAME ? "wireframe" : "objects";
            assertThat(gpu.bundles.get("scene")).contains("setPipeline " + pipeline);
        }
    }

    @Test
    @DisplayName("[E26] an image may be without grid, outlines and gizmo, whatever the canvas shows")
    void imagesWithoutOverlays() {
        scene.fill(3);
        input.gizmo.visible = true;
        input.marquee[0] = 5;
        scene.mirror.setOutline(SceneMirror.OWN_OUTLINE, scene.ids);
        settle();
        renderer.renderImage(64, 4, Output.NORMAL, 0, rgba -> {});
        assertThat(gpu.calls).doesNotContain("setPipeline gizmo");
        List<RecordingGpuDevice.Write> frames =
                gpu.writes.stream().filter(w -> w.buffer().equals("frame")).toList();
        int[] image = frames.getLast().words();
        assertThat(Float.intBitsToFloat(image[FrameShader.OVERLAY + 1])).isZero();
        assertThat(Float.intBitsToFloat(image[FrameShader.OVERLAY + 3])).isEqualTo(Output.NORMAL.number());
        assertThat(Float.intBitsToFloat(image[FrameShader.BACKGROUND + 3])).isZero();
        assertThat(Float.intBitsToFloat(image[FrameShader.MARQUEE])).isNegative();
        assertThat(Float.intBitsToFloat(frames.getFirst().words()[FrameShader.BACKGROUND + 3]))
                .isEqualTo(1);
        gpu.reset();
        renderer.renderImage(64, 4, Output.NORMAL, -1, rgba -> {});
        assertThat(gpu.calls).doesNotContain("setPipeline gizmo");
        assertThat(Float.intBitsToFloat(gpu.writes.getLast().words()[FrameShader.BACKGROUND + 3]))
                .as("[E155] with nothing behind the objects")
                .isEqualTo(-1);
    }

    @Test
    @DisplayName("[E19] the shadow map is drawn again when a caster changed, not when only the camera moved")
    void shadowsOnDemand() {
        scene.fill(10);
        settle();
        look(0.2f);
        renderer.renderFrame(input);
        assertThat(gpu.calls).doesNotContain("beginRenderPass shadow");
        scene.touch(1);
        renderer.renderFrame(input);
        assertThat(gpu.calls).contains("beginRenderPass shadow");
    }

    @Test
    @DisplayName("[E20] the statistics are the counts of the device")
    void statistics() {
        scene.fill(10);
        settle();
        look(0.4f);
        renderer.renderFrame(input);
        FrameStats stats = renderer.stats();
        assertThat(stats.gpuCallsLastFrame()).isEqualTo(gpu.count);
        assertThat(stats.drawCalls()).isEqualTo(gpu.draws);
        assertThat(stats.bytesLastFrame()).isEqualTo((int) gpu.bytes);
        assertThat(stats.objects()).isEqualTo(10);
        assertThat(stats.frames()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "[E20] what is in view and the times of the passes are read from the frame drawn after they were asked for, and cost nothing"
                    + " before")
    void measuredFrames() {
        scene.fill(14);
        settle();
        look(0.1f);
        renderer.renderFrame(input);
        int calls = gpu.count;
        assertThat(gpu.calls).noneMatch(call -> call.contains("QuerySet") || call.startsWith("copyBuffer"));
        FrameStats before = renderer.stats();
        assertThat(before.drawn()).isNull();
        assertThat(before.gpu()).isNull();
        assertThat(before.cpu()).isEqualTo(new FrameTimes(0, 1, 1));

        gpu.reset();
        look(0.2f);
        ByteBuffer answer = ByteBuffer.allocate(16 * 20 + 64).order(ByteOrder.LITTLE_ENDIAN);
        answer.putInt(4, 3).putInt(20 * 2 + 4, 1);
        long[] times = {5, 1_000_005, 77, 99, 1L << 40, (1L << 40) + 2_500_000, 9, 8};
        for (int i = 0; i < times.length; i++) {
            answer.putLong(16 * 20 + 8 * i, times[i]);
        }
        gpu.answer = answer.array();
        renderer.renderFrame(input);
        assertThat(gpu.calls)
                .containsSubsequence(
                        "end",
                        "copyBufferToBuffer draw arguments",
                        "resolveQuerySet passes",
                        "copyBufferToBuffer times",
                        "finish")
                .endsWith("submit", "readBuffer measured");
        assertThat(gpu.count).as("three to make it, six to read it").isEqualTo(calls + 3 + 6);
        look(0.3f);
        gpu.reset();
        renderer.renderFrame(input);
        assertThat(gpu.count).as("only one is read at a time").isEqualTo(calls);
        gpu.answerReads();
        FrameStats after = renderer.stats();
        assertThat(after.drawn()).as("three boxes and a sphere").isEqualTo(new DrawnStats(4, 3 * 12 + sphere()));
        assertThat(after.gpu()).isEqualTo(new PassTimes(1, 0, 2.5f, 0));
    }

    private static int sphere() {
        return UnitMeshes.build().indexCount(UnitMeshes.SPHERE) / 3;
    }

    @Test
    @DisplayName("[E20] the memory is that of what is there")
    void memory() {
        scene.fill(10);
        settle();
        long before = renderer.stats().gpuMemory();
        assertThat(before).isGreaterThan(640 * 480 * 4 * (8 + 4 + 4));
        renderer.renderImage(64, 64, rgba -> {});
        assertThat(renderer.stats().gpuMemory()).isGreaterThan(before);
        gpu.answerReads();
        assertThat(renderer.stats().gpuMemory()).isEqualTo(before);
        renderer.resize(320, 240);
        assertThat(before - renderer.stats().gpuMemory()).isEqualTo((640 * 480 - 320 * 240) * (4 * (8 + 4 + 4) + 8));
    }

    /** Draws until nothing is left to draw and forgets what that took. */
    private void settle() {
        renderer.resize(640, 480);
        look(0);
        renderer.renderFrame(input);
        gpu.reset();
    }

    private int draw(Renderer r, RecordingGpuDevice device, float angle) {
        device.reset();
        look(angle);
        assertThat(r.renderFrame(input)).isTrue();
        return device.count;
    }

    private final float[] eye = new float[3];
    private static final float[] ORIGIN = new float[3];
    private static final float[] UP = {0, 1, 0};

    private void look(float angle) {
        eye[0] = 6 * (float) Math.sin(angle);
        eye[1] = 3;
        eye[2] = 6 * (float) Math.cos(angle);
        Mat4.lookAt(eye, ORIGIN, UP, input.view);
        Mat4.perspective(0.9f, 640f / 480, 0.02f, input.projection);
    }
}
