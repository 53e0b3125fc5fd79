package dev.diorama.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.diorama.engine.gpu.GpuLimits;
import dev.diorama.engine.gpu.RecordingGpuDevice;
import dev.diorama.engine.scene.Motion;
import dev.diorama.engine.scene.SceneMirror;
import dev.diorama.scene.math.Mat4;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReducedFramesTest {
    private static final int WIDTH = 1281;
    private static final int HEIGHT = 720;
    private static final float[] ORIGIN = new float[3];
    private static final float[] UP = {0, 1, 0};

    private final RecordingGpuDevice gpu = new RecordingGpuDevice();
    private final TestScene scene = new TestScene();
    private final FrameInput input = new FrameInput();
    private final float[] eye = new float[3];
    private float angle;

    @Test
    @DisplayName(
            "[E174] where the CPU draws, a frame in which the camera moves has half the resolution, and costs one pass more")
    void halvesWhatMoves() {
        Renderer renderer = moving(true);
        draw(renderer);
        assertThat(draw(renderer)).containsExactly(641f, 360f);
        assertThat(renderer.stats().resolution()).isEqualTo(0.5f);
        assertThat(gpu.calls)
                .hasSize(14)
                .containsSubsequence(
                        "getCurrentTexture",
                        "beginRenderPass scene",
                        "executeBundles scene",
                        "end",
                        "beginRenderPass composite",
                        "executeBundles composite",
                        "end",
                        "beginRenderPass scale up",
                        "executeBundles scale up",
                        "end",
                        "finish",
                        "submit");
        assertThat(gpu.bytes).isEqualTo(512);
    }

    @Test
    @DisplayName("[E174] what rests is drawn once more, as it is, and then no more")
    void sharpensWhatRests() {
        Renderer renderer = moving(true);
        assertThat(draw(renderer)).containsExactly(641f, 360f);
        gpu.reset();
        assertThat(renderer.renderFrame(input))
                .as("input may come in every other frame")
                .isFalse();
        assertThat(gpu.count).isZero();
        assertThat(renderer.renderFrame(input)).isTrue();
        assertThat(viewport()).containsExactly(WIDTH, HEIGHT);
        assertThat(gpu.calls).hasSize(11);
        assertThat(renderer.stats().resolution()).isEqualTo(1);
        gpu.reset();
        for (int i = 0; i < 100; i++) {
            assertThat(renderer.renderFrame(input)).isFalse();
        }
        assertThat(gpu.count).isZero();
    }

    @Test
    @DisplayName("[E174] input in every other frame is one motion, and is not sharpened in between")
    void slowInputIsOneMotion() {
        Renderer renderer = moving(true);
        for (int i = 0; i < 10; i++) {
            assertThat(draw(renderer)).containsExactly(641f, 360f);
            assertThat(renderer.renderFrame(input)).isFalse();
        }
    }

    @Test
    @DisplayName("[E174] one change in a picture at rest is drawn as it is; a drag is one after the other")
    void singleChangesAreSharp() {
        Renderer renderer = moving(true);
        rest(renderer);
        scene.touch(1);
        assertThat(drawn(renderer)).containsExactly(WIDTH, HEIGHT);
        assertThat(renderer.renderFrame(input)).isFalse();
        assertThat(renderer.renderFrame(input)).isFalse();
        for (int i = 0; i < 5; i++) {
            scene.mirror.setPreview(SceneMirror.OWN_PREVIEW, scene.ids.subList(0, 2), Motion.move(i + 1, 0, 0));
            assertThat(drawn(renderer)).containsExactly(i == 0 ? WIDTH : 641f, i == 0 ? HEIGHT : 360f);
        }
        renderer.renderFrame(input);
        assertThat(drawn(renderer)).as("the pointer holds still").containsExactly(WIDTH, HEIGHT);
    }

    @Test
    @DisplayName(
            "[E174] a real GPU is never asked to, at any size; neither is a small canvas, nor one that shows lines")
    void othersAreWhole() {
        gpu.recording = true;
        Renderer real = moving(false);
        real.resize(8192, 8192);
        for (int i = 0; i < 5; i++) {
            assertThat(draw(real)).containsExactly(8192, 8192);
            assertThat(gpu.calls).doesNotContain("beginRenderPass scale up");
        }
        assertThat(real.stats().resolution()).isEqualTo(1);
        Renderer software = moving(true);
        software.resize(320, 240);
        assertThat(draw(software)).containsExactly(320, 240);
        software.resize(WIDTH, HEIGHT);
        input.output = Output.WIREFRAME;
        assertThat(draw(software)).containsExactly(WIDTH, HEIGHT);
        input.output = Output.NORMAL;
        assertThat(draw(software)).containsExactly(641, 360);
        assertThat(frame()[FrameShader.OVERLAY + 3]).isEqualTo(Output.NORMAL.number());
    }

    @Test
    @DisplayName("[E174] an image has the size asked for while something moves")
    void imagesAreWhole() {
        Renderer renderer = moving(true);
        draw(renderer);
        gpu.reset();
        renderer.renderImage(1000, 800, rgba -> {});
        assertThat(gpu.calls).doesNotContain("beginRenderPass scale up");
        RecordingGpuDevice.Write write = gpu.writes.getLast();
        assertThat(Float.intBitsToFloat(write.words()[FrameShader.VIEWPORT])).isEqualTo(1000);
        assertThat(Float.intBitsToFloat(write.words()[FrameShader.SCALE])).isEqualTo(1);
    }

    @Test
    @DisplayName("[E175] changing between the two makes nothing and allocates nothing")
    void changesMakeNothing() {
        Renderer renderer = moving(true);
        draw(renderer);
        rest(renderer);
        gpu.reset();
        long memory = gpu.counter().memory();
        for (int i = 0; i < 10; i++) {
            draw(renderer);
            rest(renderer);
        }
        assertThat(gpu.calls)
                .filteredOn(call -> call.startsWith("create") || call.startsWith("destroy"))
                .containsOnly("createCommandEncoder");
        assertThat(gpu.counter().memory()).isEqualTo(memory);
        gpu.recording = false;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            look();
            renderer.renderFrame(input);
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                look();
                if (!renderer.renderFrame(input) || renderer.renderFrame(input) || !renderer.renderFrame(input)) {
                    throw new AssertionError("not drawn twice");
                }
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }

    @Test
    @DisplayName(
            "[E175] another size gives back what the half resolution took, and both are bound again when the scene grows")
    void keepsUpWithSizeAndScene() {
        scene.fill(20);
        Renderer renderer = renderer(true, WIDTH, HEIGHT);
        rest(renderer);
        renderer.resize(WIDTH, HEIGHT + 1);
        renderer.resize(WIDTH, HEIGHT);
        rest(renderer);
        long whole = gpu.counter().memory();
        draw(renderer);
        long both = gpu.counter().memory();
        assertThat(both - whole)
                .as("a quarter of the pixels, and what is scaled up")
                .isBetween(641L * 360 * 72, 641L * 360 * 80);
        renderer.resize(640, 480);
        draw(renderer);
        renderer.resize(WIDTH, HEIGHT);
        assertThat(gpu.counter().memory()).isEqualTo(whole);
        draw(renderer);
        assertThat(gpu.counter().memory()).isEqualTo(both);
        gpu.reset();
        scene.fill(5000);
        draw(renderer);
        assertThat(gpu.calls).filteredOn("createBindGroup composite"::equals).hasSize(2);
        rest(renderer);
        gpu.reset();
        scene.material(scene.ids.getFirst(), "\"alpha\":\"blend\",\"opacity\":0.4");
        for (int i = 0; i < 3; i++) {
            draw(renderer);
            assertThat(gpu.calls).contains("executeBundles veil");
            rest(renderer);
        }
        gpu.reset();
        draw(renderer);
        rest(renderer);
        assertThat(gpu.calls)
                .filteredOn(call -> call.startsWith("createBindGroup"))
                .isEmpty();
    }

    @Test
    @DisplayName("[E175] what has its size in pixels keeps it, and objects keep their detail")
    void pixelsOfTheCanvas() {
        scene.fill(3);
        scene.mirror.setOutline(SceneMirror.OWN_OUTLINE, scene.ids);
        input.marquee[0] = 100;
        input.marquee[1] = 200;
        input.marquee[2] = 300;
        input.marquee[3] = 400;
        Renderer renderer = renderer(true, 1280, 720);
        look();
        float[] half = frameOf(renderer);
        rest(renderer);
        look();
        Renderer other = renderer(false, 1280, 720);
        float[] whole = frameOf(other);
        assertThat(half[FrameShader.SCALE]).isEqualTo(2);
        assertThat(whole[FrameShader.SCALE]).isEqualTo(1);
        assertThat(2 * (half[FrameShader.OVERLAY + 1] - 0.25f)).isEqualTo(whole[FrameShader.OVERLAY + 1] - 0.25f);
        assertThat(half[FrameShader.OVERLAY + 2]).isEqualTo(whole[FrameShader.OVERLAY + 2]);
        for (int i = 0; i < 4; i++) {
            assertThat(2 * half[FrameShader.MARQUEE + i]).isEqualTo(whole[FrameShader.MARQUEE + i]);
        }
        Renderer odd = renderer(true, 1281, 721);
        look();
        assertThat(frameOf(odd)[0])
                .as("the shape of the picture is the canvas's, not that of rounded pixels")
                .isCloseTo(input.projection[5] * 721 / 1281 * (float) Math.cos(angle), within(1e-6f));
    }

    @Test
    @DisplayName("[E175] a question about a pixel of the canvas is one about it in either resolution")
    void picksPixelsOfTheCanvas() {
        Renderer renderer = moving(true);
        draw(renderer);
        assertThat(gpu.writes).noneMatch(write -> write.buffer().equals("pick request"));
        List<Object> answers = new ArrayList<>();
        renderer.requestPick(1280, 719, answers::add);
        assertThat(gpu.writes.getLast().words()).containsExactly(1280, 719);
        gpu.answerReads();
        rest(renderer);
        renderer.requestPick(1280, 719, answers::add);
        assertThat(gpu.writes.getLast().words()).containsExactly(1280, 719);
        gpu.answerReads();
        renderer.requestPick(1281, 719, answers::add);
        assertThat(answers).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"swiftshader", "SwiftShader Device (Subzero)", "llvmpipe (LLVM 15.0.6, 256 bits)"})
    @DisplayName(
            "[E174] adapters that draw on the CPU are known by name where they do not say that they are a fallback")
    void knowsSoftware(String name) {
        assertThat(GpuLimits.namesSoftware(name)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "ampere", "gen-12lp", "NVIDIA H200", "Intel(R) UHD Graphics 620"})
    @DisplayName("[E174] others are real")
    void knowsGpus(String name) {
        assertThat(GpuLimits.namesSoftware(name)).isFalse();
    }

    /** On a canvas, with the first frames behind it and the camera in motion. */
    private Renderer moving(boolean software) {
        scene.fill(20);
        Renderer renderer = renderer(software, WIDTH, HEIGHT);
        look();
        renderer.renderFrame(input);
        rest(renderer);
        gpu.reset();
        return renderer;
    }

    private Renderer renderer(boolean software, int width, int height) {
        GpuLimits least = GpuLimits.DEFAULT;
        gpu.limits(new GpuLimits(
                least.maxTextureDimension2d(),
                least.maxBufferSize(),
                least.maxStorageBufferBindingSize(),
                true,
                true,
                software));
        Renderer renderer = new Renderer(gpu, scene.mirror);
        renderer.resize(width, height);
        return renderer;
    }

    private void rest(Renderer renderer) {
        for (int i = 0; i < 4; i++) {
            renderer.renderFrame(input);
        }
        assertThat(renderer.stats().resolution()).isEqualTo(1);
    }

    /** Moves the camera and draws; the size that was drawn in. */
    private float[] draw(Renderer renderer) {
        look();
        return drawn(renderer);
    }

    private float[] drawn(Renderer renderer) {
        gpu.reset();
        assertThat(renderer.renderFrame(input)).isTrue();
        return viewport();
    }

    private float[] viewport() {
        float[] frame = frame();
        return new float[] {frame[FrameShader.VIEWPORT], frame[FrameShader.VIEWPORT + 1]};
    }

    private float[] frameOf(Renderer renderer) {
        drawn(renderer);
        return frame();
    }

    private float[] frame() {
        int[] words = gpu.writes.stream()
                .filter(write -> write.buffer().equals("frame"))
                .findFirst()
                .orElseThrow()
                .words();
        float[] frame = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            frame[i] = Float.intBitsToFloat(words[i]);
        }
        return frame;
    }

    private void look() {
        angle += 0.001f;
        eye[0] = 6 * (float) Math.sin(angle);
        eye[1] = 3;
        eye[2] = 6 * (float) Math.cos(angle);
        Mat4.lookAt(eye, ORIGIN, UP, input.view);
        Mat4.perspective(0.9f, 16f / 9, 0.02f, input.projection);
    }
}
