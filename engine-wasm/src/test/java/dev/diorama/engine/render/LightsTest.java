package dev.diorama.engine.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.diorama.engine.gpu.RecordingGpuDevice;
import dev.diorama.engine.scene.Fixtures;
import dev.diorama.engine.scene.Motion;
import dev.diorama.scene.schema.Light;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.Rgb;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneNode;
import dev.diorama.scene.schema.Transform;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LightsTest {
    private static final Offset<Float> CLOSE = within(1e-5f);

    private final RecordingGpuDevice gpu = new RecordingGpuDevice();
    private final TestScene scene = new TestScene();
    private final Renderer renderer = new Renderer(gpu, scene.mirror);
    private final FrameInput input = new FrameInput();

    @Test
    @DisplayName(
            "[E153] a light is 64 bytes: its place or direction, its colour times its intensity, its range and cone")
    void records() {
        scene.fill(3);
        light("lamp", new Light(Light.Type.POINT, new Rgb(1, 0.5f, 0), 300, 5, 0, 0.7f, true), 1, 2, 3);
        light("sun", Light.DEFAULT.withType(Light.Type.DIRECTIONAL), 1, 2, 3);
        light("spot", new Light(Light.Type.SPOT, new Rgb(1, 1, 1), 100, 0, 0.3f, 0.6f, true), 1, 2, 3);
        float[] written = draw();
        assertThat(written[0]).as("how many").isEqualTo(3);
        int at = Studio.LIGHTS - Studio.LIGHT_COUNT;
        assertThat(part(written, at, 8)).containsExactly(new float[] {1, 2, 3, 1, 300, 150, 0, 0.04f}, CLOSE);
        assertThat(written[at + 12]).as("all round").isEqualTo(1);
        at += Fixtures.FLOATS;
        assertThat(part(written, at, 8)).containsExactly(new float[] {0, 0, 1, 0, 100, 100, 100, 0}, CLOSE);
        at += Fixtures.FLOATS;
        assertThat(part(written, at + 8, 3)).containsExactly(new float[] {0, 0, -1}, CLOSE);
        for (float angle : new float[] {0.1f, 0.3f, 0.45f, 0.6f, 1}) {
            float cone = (float) Math.cos(angle) * written[at + 11] + written[at + 12];
            float meant = (float) ((Math.cos(angle) - Math.cos(0.6)) / (Math.cos(0.3) - Math.cos(0.6)));
            assertThat(cone).as("%f off the axis", angle).isEqualTo(meant, within(1e-4f));
        }
    }

    @Test
    @DisplayName(
            "[E153] lights go to the GPU when one of them is another, in one write, and then the shadow map stays as it is")
    void writtenWhenChanged() {
        scene.fill(3);
        NodeId lamp = light("lamp", Light.DEFAULT, 1, 2, 3);
        draw();
        gpu.reset();
        assertThat(renderer.renderFrame(input)).isFalse();
        scene.touch(1);
        renderer.renderFrame(input);
        assertThat(gpu.writes).noneMatch(write -> write.buffer().equals("lighting"));
        gpu.reset();
        scene.move(lamp, 4, 5, 6);
        assertThat(draw()[Studio.LIGHTS - Studio.LIGHT_COUNT]).isEqualTo(4);
        assertThat(gpu.calls).doesNotContain("beginRenderPass shadow");
        scene.mirror.setPreview(7, List.of(lamp), Motion.move(1, 0, 0));
        assertThat(draw()[Studio.LIGHTS - Studio.LIGHT_COUNT]).as("dragged").isEqualTo(5);
        scene.mirror.endPreview(7);
        draw();
        scene.apply(new SceneEdit.SetFlags(lamp, SceneNode.HIDDEN));
        assertThat(draw()[0]).as("hidden").isZero();
        scene.apply(new SceneEdit.SetFlags(lamp, 0));
        assertThat(draw()[0]).isEqualTo(1);
        scene.apply(new SceneEdit.DeleteNodes(List.of(lamp)));
        assertThat(draw()[0]).as("deleted").isZero();
        light("other", Light.DEFAULT, 0, 1, 0);
        assertThat(draw()[0]).isEqualTo(1);
        scene.mirror.rebuild(scene.doc);
        assertThat(draw()[0]).as("all read again").isEqualTo(1);
    }

    @Test
    @DisplayName("[E153] a frame makes as many calls with two hundred lights as with one; the first 64 shine")
    void callsDoNotGrow() {
        scene.fill(3);
        light("first", Light.DEFAULT, 0, 1, 0);
        draw();
        gpu.reset();
        look(1);
        renderer.renderFrame(input);
        int calls = gpu.count;
        for (int i = 0; i < 200; i++) {
            light("l" + i, Light.DEFAULT, i, 1, 0);
        }
        float[] written = draw();
        assertThat(written[0]).isEqualTo(64);
        assertThat(written).hasSize(Studio.LIGHTS - Studio.LIGHT_COUNT + 64 * 16);
        gpu.reset();
        look(2);
        renderer.renderFrame(input);
        assertThat(gpu.count).isEqualTo(calls);
        assertThat(gpu.bytes).isEqualTo(512);
    }

    private NodeId light(String id, Light light, float x, float y, float z) {
        NodeId node = new NodeId(id);
        scene.apply(new SceneEdit.AddNode(node, NodeId.ROOT, NodeKind.LIGHT, null, id, Transform.at(x, y, z)));
        scene.apply(new SceneEdit.SetLight(node, light));
        return node;
    }

    private void look(float x) {
        input.view[12] = x;
    }

    /** Draws a frame; what it wrote of the lights. */
    private float[] draw() {
        renderer.resize(640, 480);
        gpu.reset();
        assertThat(renderer.renderFrame(input)).isTrue();
        List<RecordingGpuDevice.Write> writes = gpu.writes.stream()
                .filter(write -> write.buffer().equals("lighting"))
                .toList();
        assertThat(writes).hasSize(1);
        assertThat(writes.getFirst().byteOffset()).isEqualTo(4 * Studio.LIGHT_COUNT);
        int[] words = writes.getFirst().words();
        float[] floats = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            floats[i] = Float.intBitsToFloat(words[i]);
        }
        return floats;
    }

    private static float[] part(float[] all, int from, int count) {
        float[] part = new float[count];
        System.arraycopy(all, from, part, 0, count);
        return part;
    }
}
