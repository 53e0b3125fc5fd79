package dev.diorama.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.engine.gpu.GpuLimits;
import dev.diorama.engine.gpu.RecordingGpuDevice;
import dev.diorama.engine.scene.DrawLists;
import dev.diorama.engine.scene.Motion;
import dev.diorama.engine.scene.SceneMirror;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneNode;
import dev.diorama.scene.schema.SceneView;
import dev.diorama.scene.schema.Transform;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MillionTest {
    private static final int OBJECTS = 1_000_000;

    private final SceneDoc few = SceneDoc.of(YDoc.of(1));
    private final SceneMirror mirror = new SceneMirror();
    private final RecordingGpuDevice gpu = new RecordingGpuDevice();
    private final FrameInput input = new FrameInput();
    private final List<NodeId> ids = new ArrayList<>();
    private final List<SceneNode> kinds = new ArrayList<>();

    /** A scene of so many objects that look like the few of a document; a document itself of that size is no concern of the engine. */
    private SceneView many() {
        return (SceneView) Proxy.newProxyInstance(
                SceneView.class.getClassLoader(), new Class<?>[] {SceneView.class}, (proxy, method, args) -> {
                    NodeId id = args != null && args[0] instanceof NodeId node ? node : NodeId.ROOT;
                    return switch (method.getName()) {
                        case "contains" -> true;
                        case "parent" -> id.equals(NodeId.ROOT) ? null : NodeId.ROOT;
                        case "children" -> id.equals(NodeId.ROOT) ? ids : List.of();
                        case "node" -> kinds.get(id.value().length() % kinds.size());
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    private void build() throws Exception {
        for (Primitive primitive : Primitive.values()) {
            NodeId id = new NodeId(primitive.wireName());
            few.apply(
                    new SceneEdit.AddNode(id, NodeId.ROOT, NodeKind.MESH, primitive, "n", Transform.at(1, 2, 3)), null);
            kinds.add(few.node(id));
        }
        NodeId low = new NodeId("low");
        few.apply(
                new SceneEdit.AddNode(low, NodeId.ROOT, NodeKind.MESH, Primitive.CONE, "n", Transform.IDENTITY), null);
        few.apply(new SceneEdit.SetGeometryParameter(low, "segments", 5), null);
        kinds.add(few.node(low));
        for (int i = 0; i < OBJECTS; i++) {
            // The length of a name says of what kind it is.
            ids.add(new NodeId("x".repeat(1 + i % 8) + i));
        }
        mirror.rebuild(many());
    }

    @Test
    @DisplayName("[E173] a million objects fit into the buffers of any device, and their frames make the calls of ten")
    void aMillionObjects() throws Exception {
        build();
        Renderer renderer = new Renderer(gpu, mirror);
        renderer.resize(640, 480);
        assertThat(renderer.renderFrame(input)).isTrue();
        assertThat(mirror.objectCount()).isEqualTo(OBJECTS);
        DrawLists lists = mirror.drawLists();
        int listed = 0;
        for (int bucket = 0; bucket < lists.buckets(); bucket++) {
            assertThat(lists.from(bucket) % DrawLists.GROUP).isZero();
            assertThat(lists.count(bucket)).isPositive();
            listed += lists.count(bucket);
        }
        assertThat(listed).isEqualTo(OBJECTS);
        assertThat(gpu.largestBuffer).isLessThanOrEqualTo((int) GpuLimits.DEFAULT.maxStorageBufferBindingSize());

        gpu.reset();
        input.view[12] += 1;
        renderer.renderFrame(input);
        assertThat(gpu.count).isEqualTo(17);
        assertThat(gpu.bytes).isEqualTo(512);

        List<NodeId> dragged = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i += 100) {
            dragged.add(ids.get(i));
        }
        mirror.setOutline(SceneMirror.OWN_OUTLINE, dragged);
        input.gizmo.visible = true;
        mirror.setPreview(SceneMirror.OWN_PREVIEW, dragged, Motion.move(1, 0, 0));
        renderer.renderFrame(input);
        gpu.reset();
        input.gizmo.origin[0] += 1;
        mirror.setPreview(SceneMirror.OWN_PREVIEW, dragged, Motion.move(2, 0, 0));
        renderer.renderFrame(input);
        assertThat(gpu.calls)
                .containsSubsequence(
                        "dispatchWorkgroups",
                        "dispatchWorkgroups of 2 layers",
                        "dispatchWorkgroups of 3 layers",
                        "executeBundles shadow")
                .doesNotContain("createRenderBundleEncoder scene", "createRenderBundleEncoder shadow");
        assertThat(gpu.bundles.get("scene")).contains("setPipeline gizmo");
        assertThat(gpu.count)
                .as("[E171] with outlines, gizmo, shadows and the scatter")
                .isEqualTo(21);
        assertThat(gpu.bytes).isLessThanOrEqualTo(512 + 16 + 80L * dragged.size());

        mirror.endPreview(SceneMirror.OWN_PREVIEW);
        for (NodeId id : dragged) {
            mirror.deleted(id);
        }
        renderer.renderFrame(input);
        assertThat(mirror.objectCount()).isEqualTo(OBJECTS - dragged.size());
        gpu.reset();
        assertThat(renderer.renderFrame(input)).isFalse();
        assertThat(gpu.count).isZero();
    }
}
