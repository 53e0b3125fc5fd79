package dev.diorama.engine.editor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.diorama.engine.gpu.RecordingGpuDevice;
import dev.diorama.engine.render.Output;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FixturesTest {
    private static final Offset<Float> CLOSE = within(1e-3f);

    private final Person ada = new Person(11, new Person.Clock());
    private final EditControl edits = ada.core.edits();
    private final ViewControl view = ada.core.view();

    @Test
    @DisplayName("[E150] a light is added above what the camera looks at, selected, in one update and one step")
    void addsLights() {
        for (LightKind kind : LightKind.values()) {
            int stored = ada.stored.size();
            String id = edits.addLight(kind);
            assertThat(ada.stored).hasSize(stored + 1);
            assertThat(ada.core.selection()).containsExactly(id);
            assertThat(ada.node(id).kind()).isEqualTo("light");
            assertThat(ada.node(id).name()).isEqualTo(kind.title);
            assertThat(ada.node(id).py()).isGreaterThan(1);
            assertThat(edits.read(List.of(id))).contains("\"type\":\"" + kind.wireName + "\"");
            ada.core.undo();
            assertThat(ada.core.node(id)).isNull();
        }
    }

    @Test
    @DisplayName("[E157] everything is in view without the lights and cameras, which are when they are alone")
    void framesWhatIsLit() {
        ada.core.setPosition(edits.addLight(LightKind.POINT), 500, 0, 0);
        frameAll();
        assertThat(view.camera().target().x()).isCloseTo(500, within(1f));
        ada.core.setPosition(ada.core.addPrimitive("box"), 7, 0.5f, 0);
        frameAll();
        assertThat(view.camera().target().x()).isCloseTo(7, within(0.1f));
    }

    private void frameAll() {
        ada.core.clearSelection();
        ada.core.frameSelection();
        ada.frames(240);
    }

    @Test
    @DisplayName("[E150] a camera is added where the person looks from, and sees what they see")
    void addsCameras() {
        view.viewFrom(0.7f, 0.4f);
        ada.frames(120);
        float[] before = seenFrom();
        int stored = ada.stored.size();
        String id = edits.addCamera();
        assertThat(ada.stored).hasSize(stored + 1);
        view.viewFrom(2, 1);
        ada.frames(120);
        view.lookThrough(id);
        ada.frames(120);
        assertThat(seenFrom()).containsExactly(before, CLOSE);
    }

    @Test
    @DisplayName(
            "[E151] who looks through a camera goes where it goes, however it is turned, until they move their own")
    void looksThrough() {
        String id = edits.addCamera();
        assertThat(view.cameraFrame()).isNull();
        ada.core.setPosition(id, 1, 2, 3);
        // Rolled by 30 degrees and looking along +X.
        float roll = (float) Math.toRadians(15);
        float half = (float) Math.sqrt(0.5);
        ada.core.setRotation(
                id,
                (float) (-half * Math.sin(roll)) * 0,
                -half * (float) Math.cos(roll),
                half * (float) Math.sin(roll),
                half * (float) Math.cos(roll));
        edits.write("[{\"node\":\"" + id + "\",\"set\":{\"c:camera\":{\"fov\":1}}}]");
        view.lookThrough(id);
        ada.topics = 0;
        ada.frames(150);
        assertThat(ada.topics & Topic.CAMERA).isNotZero();
        CameraFrame frame = requireNonNull(view.cameraFrame());
        assertThat(frame.node()).isEqualTo(id);
        assertThat(frame.width()).isEqualTo(Person.WIDTH);
        assertThat(frame.height()).isEqualTo(Person.WIDTH * 9 / 16f, CLOSE);
        assertThat(frame.y()).isEqualTo((Person.HEIGHT - frame.height()) / 2, CLOSE);
        ada.core.setPosition(id, 4, 2, 3);
        ada.frames(150);
        assertThat(view.cameraFrame()).isNotNull();
        ada.core.wheel(600, 400, 50, 0);
        ada.frame();
        assertThat(view.cameraFrame()).isNull();
        ada.frames(150);
        view.lookThrough(id);
        ada.core.select(id, SelectMode.REPLACE);
        ada.core.deleteSelection();
        ada.frame();
        assertThat(view.cameraFrame()).isNull();
        view.lookThrough("nobody");
        assertThat(view.cameraFrame()).isNull();
    }

    @Test
    @DisplayName("[E152] a camera takes the place of the view in one step, also below other nodes")
    void takesTheView() {
        String group = ada.core.addGroup();
        ada.core.setPosition(group, 3, -1, 2);
        ada.core.setRotation(group, 0, 0.6f, 0, 0.8f);
        ada.core.setScale(group, 2, 2, 2);
        String id = edits.addCamera();
        edits.move(List.of(id), group, 0, true);
        view.viewFrom(1.2f, 0.3f);
        ada.frames(150);
        float[] before = seenFrom();
        int stored = ada.stored.size();
        edits.placeAtView(id);
        assertThat(ada.stored).hasSize(stored + 1);
        view.viewFrom(0, 0);
        ada.frames(150);
        view.lookThrough(id);
        ada.frames(150);
        assertThat(seenFrom()).containsExactly(before, CLOSE);
        assertThatThrownBy(() -> edits.placeAtView("nobody")).isInstanceOf(EditorException.class);
    }

    @Test
    @DisplayName(
            "[E154] all lights and cameras are one write and one draw, of the ids they are picked by; hidden ones are not drawn")
    void drawsSymbols() {
        RecordingGpuDevice gpu = new RecordingGpuDevice();
        view.deviceReplaced(gpu);
        int calls = 0;
        for (int lights : new int[] {1, 40}) {
            while (ada.core.sceneInfo().nodes() < lights) {
                edits.addLight(LightKind.POINT);
                edits.addLight(LightKind.SPOT);
            }
            ada.core.clearSelection();
            view.viewFrom(lights, 0.3f);
            ada.frames(3);
            gpu.reset();
            ada.frame();
            calls = calls == 0 ? gpu.count : calls;
            assertThat(gpu.count).isEqualTo(calls).isLessThanOrEqualTo(40);
            assertThat(gpu.bundles.get("scene")).contains("setPipeline symbols").doesNotContain("setPipeline strokes");
            ada.frames(200);
            gpu.reset();
            ada.topics = 0;
            ada.frames(20);
            assertThat(gpu.calls).isEmpty();
            assertThat(ada.topics).isZero();
        }
        edits.select(ada.core.treeRows(0, 100).stream().map(TreeRow::id).toList());
        gpu.reset();
        ada.frame();
        assertThat(gpu.bundles.get("scene"))
                .as("how far they reach")
                .contains("setPipeline symbols", "setPipeline strokes");
        ada.core.deleteSelection();
        String lamp = edits.addLight(LightKind.DIRECTIONAL);
        edits.write("[{\"node\":\"" + lamp + "\",\"set\":{\"v\":1}}]");
        gpu.reset();
        ada.frame();
        assertThat(gpu.calls).contains("submit");
        assertThat(gpu.bundles.get("scene")).doesNotContain("setPipeline symbols");
    }

    @Test
    @DisplayName("[E154] a click on a symbol selects, locked ones not; what is looked through has none")
    void picksSymbols() {
        String lamp = edits.addLight(LightKind.POINT);
        ada.core.clearSelection();
        ada.frame();
        ScreenPoint at = ada.seen(lamp);
        ada.click(at.x(), at.y(), 0, 1);
        assertThat(ada.core.selection()).containsExactly(lamp);
        edits.write("[{\"node\":\"" + lamp + "\",\"set\":{\"v\":2}}]");
        ada.core.clearSelection();
        ada.click(at.x(), at.y(), 0, 1);
        assertThat(ada.core.selection()).isEmpty();
        ada.core.undo();
        ada.core.undo();
        RecordingGpuDevice gpu = new RecordingGpuDevice();
        view.deviceReplaced(gpu);
        String eye = edits.addCamera();
        view.viewFrom(2, 1);
        ada.frames(100);
        assertThat(gpu.bundles.get("scene")).contains("setPipeline symbols");
        view.lookThrough(eye);
        ada.frames(50);
        gpu.reset();
        ada.core.clearSelection();
        view.setOutput(Output.DEPTH);
        ada.frame();
        assertThat(gpu.calls).contains("submit");
        assertThat(gpu.bundles.get("scene")).doesNotContain("setPipeline symbols");
    }

    @Test
    @DisplayName("[E154] a frame with a hundred lights and cameras allocates nothing")
    void framesAllocateNothing() {
        RecordingGpuDevice gpu = new RecordingGpuDevice();
        gpu.recording = false;
        view.deviceReplaced(gpu);
        for (int i = 0; i < 50; i++) {
            edits.addLight(LightKind.SPOT);
            edits.addCamera();
        }
        view.lookThrough(ada.core.treeRows(1, 1).getFirst().id());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 12; round++) {
            ada.core.renderFrame(0.001f);
            long frames = gpu.draws;
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 300; i++) {
                view.setOutput(i % 2 == 0 ? Output.NORMAL : Output.DEPTH);
                ada.core.renderFrame(0.001f);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            assertThat(gpu.draws).isGreaterThan((int) frames + 250);
        }
        assertThat(least).isZero();
    }

    /** Where the camera stands and looks to. */
    private float[] seenFrom() {
        CameraInfo c = view.camera();
        float level = c.distance() * (float) Math.cos(c.pitch());
        return new float[] {
            c.target().x() + level * (float) Math.sin(c.yaw()),
            c.target().y() + c.distance() * (float) Math.sin(c.pitch()),
            c.target().z() + level * (float) Math.cos(c.yaw()),
            (float) Math.sin(c.yaw()),
            c.pitch()
        };
    }
}
