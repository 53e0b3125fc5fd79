package dev.diorama.engine.render;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.diorama.engine.gpu.RecordingGpuDevice;
import dev.diorama.scene.math.Mat4;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeViewTest {
    private static final float[] UP = {0, 1, 0};
    private static final float[] MIDDLE = new float[3];

    private final RecordingGpuDevice gpu = new RecordingGpuDevice();
    private final TestScene scene = new TestScene();
    private final Renderer renderer = new Renderer(gpu, scene.mirror);
    private final FrameInput input = new FrameInput();

    @BeforeEach
    void fill() {
        scene.fill(100);
        renderer.resize(640, 480);
        from(40, 0);
    }

    @Test
    @DisplayName(
            "[E176] while all of the scene is in view and shows in the same size, what is drawn is not found out again")
    void callsOfAFrame() {
        from(40, 0.01f);
        assertThat(gpu.calls)
                .containsExactly(
                        "writeBuffer frame",
                        "createCommandEncoder",
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

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 100_000})
    @DisplayName("[E176] these frames make 11 calls, however many objects there are")
    void callsDoNotGrow(int objects) {
        gpu.recording = false;
        scene.fill(objects);
        from(40, 0);
        from(40, 0.01f);
        assertThat(gpu.count).isEqualTo(11);
    }

    @Test
    @DisplayName(
            "[E176] the steps of a long way add up: it is found out again before anything shows larger or smaller by a twentieth")
    void slowly() {
        int culled = 0;
        for (float distance = 39.95f; distance > 20; distance -= 0.05f) {
            from(distance, 0);
            culled += culls() ? 1 : 0;
        }
        // From 40 m to 20 m the nearest object comes closer by more than half: at least ln(2) / 0.05 times, and not in
        // every frame.
        assertThat(culled).isBetween(14, 60);
    }

    @Test
    @DisplayName("[E176] what could show something else is found out again")
    void everythingElse() {
        from(40, 0.01f);
        assertThat(culls()).isFalse();
        scene.touch(1);
        from(40, 0.02f);
        assertThat(culls()).as("an edit").isTrue();
        input.output = Output.WIREFRAME;
        from(40, 0.03f);
        assertThat(culls()).as("lines have other counts").isTrue();
        input.output = Output.NORMAL;
        from(40, 0.03f);
        assertThat(culls()).as("triangles again").isTrue();
        input.output = Output.DEPTH;
        from(40, 0.03f);
        assertThat(culls()).as("other values of the same").isFalse();
        renderer.resize(640, 300);
        from(40, 0.03f);
        assertThat(culls()).as("another size").isTrue();
        from(6, 0.04f);
        assertThat(culls()).as("closer").isTrue();
        from(6, 0.041f);
        assertThat(culls()).as("not all was in view").isTrue();
        from(40, 0.04f);
        from(40, 0.041f);
        assertThat(culls()).isFalse();
        gpu.reset();
        renderer.renderImage(2000, 200, rgba -> {});
        assertThat(culls()).as("an image finds it out for itself").isTrue();
        from(40, 0.042f);
        assertThat(culls()).as("what an image shows so small is in less detail").isTrue();
        from(40, 0.043f);
        assertThat(culls()).isFalse();
    }

    @Test
    @DisplayName("[E20] a frame that is measured has no pass that it would not have had, and says so")
    void measured() {
        gpu.answer = new byte[16 * 20 + 64];
        renderer.stats();
        from(40, 0.01f);
        renderer.stats();
        gpu.answerReads();
        from(40, 0.02f);
        assertThat(culls()).isFalse();
        assertThat(gpu.count).isEqualTo(11 + 6);
        gpu.answer[16 * 20 + 8 + 3] = 1;
        gpu.answerReads();
        assertThat(renderer.stats().gpu()).isEqualTo(new PassTimes(0, 0, 0, 0));
        scene.touch(1);
        from(40, 0.03f);
        gpu.answerReads();
        assertThat(requireNonNull(renderer.stats().gpu()).update()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.MAX_VALUE})
    @DisplayName("[E176] what is beyond all measure is found out in every frame")
    void beyondMeasure(float size) {
        float[] frame = new float[FrameShader.FRAME_FLOATS];
        fill(frame, new float[] {20, 3, 0}, new Random(1), false);
        WholeView view = new WholeView();
        float[] box = {-1, -1, -1, 1, size, 1};
        view.culled(box, frame);
        assertThat(view.holds(box, frame)).isFalse();
    }

    @Test
    @DisplayName(
            "[E176] where the lists hold nothing of the box is out of view or shows larger or smaller by more than a twentieth")
    void random() {
        Random random = new Random(7);
        float[] before = new float[FrameShader.FRAME_FLOATS];
        float[] now = new float[FrameShader.FRAME_FLOATS];
        int held = 0;
        for (int round = 0; round < 20_000; round++) {
            float[] box = {-4, -1, -2, 4, 3, 2};
            for (int side = 0; side < 6; side++) {
                box[side] *= random.nextFloat();
            }
            boolean parallel = round % 4 == 0;
            WholeView view = new WholeView();
            float[] eye = {18 + 4 * random.nextFloat(), 6 * random.nextFloat(), 6 * random.nextFloat() - 3};
            fill(before, eye, random, parallel);
            view.culled(box, before);
            for (int axis = 0; axis < 3; axis++) {
                eye[axis] += 0.6f * (random.nextFloat() - 0.5f);
            }
            fill(now, eye, random, parallel);
            if (!view.holds(box, now)) {
                continue;
            }
            held++;
            for (int i = 0; i < 20; i++) {
                float x = box[0] + (box[3] - box[0]) * random.nextFloat();
                float y = box[1] + (box[4] - box[1]) * random.nextFloat();
                float z = box[2] + (box[5] - box[2]) * random.nextFloat();
                float edge = clip(now, 3, x, y, z) * 1.0001f;
                assertThat(Math.abs(clip(now, 0, x, y, z))).isLessThanOrEqualTo(edge);
                assertThat(Math.abs(clip(now, 1, x, y, z))).isLessThanOrEqualTo(edge);
                assertThat(clip(now, 2, x, y, z)).as("behind the near plane").isLessThanOrEqualTo(edge);
                float size = now[FrameShader.OVERLAY + 2] / clip(now, 3, x, y, z);
                float was = before[FrameShader.OVERLAY + 2] / clip(before, 3, x, y, z);
                assertThat(Math.max(was / size, size / was)).isCloseTo(1, within(0.0501f));
            }
        }
        assertThat(held).isGreaterThan(1_000);
    }

    /** A frame as a camera sees it that looks nearly at the middle, nearly as wide as always. */
    private static void fill(float[] frame, float[] eye, Random random, boolean parallel) {
        float[] view = new float[16];
        float[] projection = new float[16];
        float[] target = {random.nextFloat() - 0.5f, random.nextFloat() - 0.5f, random.nextFloat() - 0.5f};
        Mat4.lookAt(eye, target, UP, view);
        if (parallel) {
            float half = 7 + 0.5f * random.nextFloat();
            Mat4.orthographic(half, half, 0.02f, 100, projection);
        } else {
            Mat4.perspective(0.6f + 0.01f * random.nextFloat(), 1.3f, 0.02f, projection);
        }
        float[] product = new float[16];
        Mat4.multiply(projection, view, product);
        System.arraycopy(product, 0, frame, FrameShader.VIEW_PROJECTION, 16);
        frame[FrameShader.OVERLAY + 2] = 240 * projection[5];
    }

    private static float clip(float[] matrix, int row, float x, float y, float z) {
        return matrix[row] * x + matrix[4 + row] * y + matrix[8 + row] * z + matrix[12 + row];
    }

    private boolean culls() {
        return gpu.calls.contains("beginComputePass update");
    }

    /** Draws a frame from so far off, after the ones before are forgotten. */
    private void from(float distance, float angle) {
        gpu.reset();
        float[] eye = {distance * (float) Math.sin(angle), 0.3f * distance, distance * (float) Math.cos(angle)};
        Mat4.lookAt(eye, MIDDLE, UP, input.view);
        Mat4.perspective(0.9f, 640f / 480, 0.02f, input.projection);
        assertThat(renderer.renderFrame(input)).isTrue();
    }
}
