package dev.diorama.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.engine.gpu.GpuLimits;
import dev.diorama.engine.gpu.RecordingGpuDevice;
import dev.diorama.engine.mesh.Clusters;
import dev.diorama.engine.mesh.UnitMeshes;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneNode;
import dev.diorama.scene.schema.Transform;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClusterTest {
    private final RecordingGpuDevice gpu = new RecordingGpuDevice();
    private final TestScene scene = new TestScene();
    private final FrameInput input = new FrameInput();

    @Test
    @DisplayName("[E170] two thousand different meshes make the calls of one, each a draw of the same bucket")
    void manyMeshes() {
        int[] one = calls(1);
        int[] many = calls(2000);
        assertThat(many).containsExactly(one);
        assertThat(scene.mirror.drawLists().count(Clusters.BUCKET)).isEqualTo(2001);
        assertThat(gpu.bundles.get("scene")).containsOnlyOnce("drawIndirect").doesNotContain("drawIndexedIndirect");
    }

    /** Adds so many shapes, no two alike, and counts a frame of the camera and one of an edit. */
    private int[] calls(int shapes) {
        Set<String> different = new HashSet<>();
        scene.doc.doc().transact(null, () -> {
            for (int i = 0; i < shapes; i++) {
                int segments = 3 + i % 59;
                int sides = 3 + i / 59;
                different.add(segments + "x" + sides);
                add(Primitive.TORUS, segments, sides);
            }
        });
        assertThat(different).hasSize(shapes);
        Renderer renderer = new Renderer(gpu, scene.mirror);
        renderer.resize(64, 64);
        renderer.renderFrame(input);
        input.view[12] += 1;
        gpu.reset();
        renderer.renderFrame(input);
        int moving = gpu.count;
        gpu.reset();
        scene.move(scene.ids.getFirst(), shapes, 2, 3);
        renderer.renderFrame(input);
        return new int[] {moving, gpu.count};
    }

    private NodeId add(Primitive primitive, int segments, int sides) {
        NodeId id = new NodeId("c" + scene.ids.size());
        scene.apply(new SceneEdit.AddNode(id, NodeId.ROOT, NodeKind.MESH, primitive, "shape", Transform.IDENTITY));
        scene.apply(new SceneEdit.SetGeometryParameter(id, "segments", segments));
        if (primitive == Primitive.TORUS) {
            scene.apply(new SceneEdit.SetGeometryParameter(id, "sides", sides));
        }
        scene.ids.add(id);
        return id;
    }

    @Test
    @DisplayName(
            "[E170] a shape of the default is its unit mesh, and has as many triangles as its number of segments says")
    void defaultsAreTheUnitMeshes() {
        int shape = UnitMeshes.SEGMENTS | UnitMeshes.SIDES << Clusters.SIDES_SHIFT;
        for (Primitive primitive : Primitive.values()) {
            NodeId id = new NodeId(primitive.wireName());
            scene.apply(new SceneEdit.AddNode(id, NodeId.ROOT, NodeKind.MESH, primitive, "shape", Transform.IDENTITY));
            assertThat(Clusters.shape(scene.doc.node(id), primitive)).isZero();
            if (primitive.parameter("segments") != null) {
                int mesh = UnitMeshes.of(primitive);
                assertThat(Clusters.triangles(mesh, shape))
                        .as(primitive.wireName())
                        .isEqualTo(UnitMeshes.build().indexCount(mesh) / 3);
            }
        }
    }

    @Test
    @DisplayName("[E170] there is room for the clusters of what is drawn and for no others")
    void countsClusters() {
        NodeId ball = add(Primitive.SPHERE, 256, 0);
        NodeId ring = add(Primitive.TORUS, 3, 3);
        assertThat(clusters()).isEqualTo(256 * 254 / 64 + 1);
        scene.apply(new SceneEdit.SetGeometryParameter(ball, "segments", 4));
        assertThat(clusters()).isEqualTo(2);
        scene.apply(new SceneEdit.SetFlag(List.of(ring), SceneNode.HIDDEN, true));
        assertThat(clusters()).isEqualTo(1);
        scene.apply(new SceneEdit.SetGeometryParameter(ball, "segments", UnitMeshes.SEGMENTS));
        assertThat(clusters()).isZero();
        assertThat(scene.mirror.drawLists().count(UnitMeshes.SPHERE)).isEqualTo(1);
        scene.apply(new SceneEdit.SetFlag(List.of(ring), SceneNode.HIDDEN, false));
        scene.apply(new SceneEdit.DeleteNodes(List.of(ball)));
        scene.apply(new SceneEdit.DeleteNodes(List.of(ring)));
        assertThat(clusters()).isZero();
    }

    private int clusters() {
        scene.mirror.flush();
        return scene.mirror.drawLists().clusters();
    }

    @Test
    @DisplayName("[E170] no shape of few segments has more clusters than are drawn of each without the lists of a view")
    void fewSegmentsHaveFewClusters() {
        for (int mesh = UnitMeshes.SPHERE; mesh <= UnitMeshes.CAPSULE; mesh++) {
            for (int segments = 3; segments <= ClusterShader.FINE; segments++) {
                boolean coarse = segments <= ClusterShader.COARSE;
                int most = coarse ? ClusterShader.COARSE : ClusterShader.FINE;
                int sides = most * 5 / 8;
                int shape = segments | sides << Clusters.SIDES_SHIFT;
                assertThat(Clusters.count(mesh, shape))
                        .isLessThanOrEqualTo(coarse ? ClusterShader.COARSE_CLUSTERS : ClusterShader.FINE_CLUSTERS);
            }
        }
    }

    @Test
    @DisplayName(
            "[E170] where indirect draws cannot start at any instance they are one draw, too, and so they are in the shadow map")
    void withoutLists() {
        gpu.limits(new GpuLimits(8192, 256L << 20, 128L << 20, false, false, false));
        add(Primitive.CONE, 5, 0);
        add(Primitive.CYLINDER, 7, 0);
        Renderer renderer = new Renderer(gpu, scene.mirror);
        renderer.resize(64, 64);
        gpu.reset();
        renderer.renderFrame(input);
        assertThat(gpu.calls)
                .containsSubsequence("setPipeline shadow clusters", "draw", "setPipeline clusters", "draw");
        assertThat(gpu.bundles.get("scene")).endsWith("setPipeline clusters", "draw");
        assertThat(gpu.draws).as("shadow, scene, composite").isEqualTo(3);
    }

    @Test
    @DisplayName("[E156] transparent ones are drawn where what is transparent is, with and without the lists of a view")
    void veils() {
        scene.material(add(Primitive.CONE, 5, 0), "\"alpha\":\"blend\",\"opacity\":0.4");
        for (boolean lists : new boolean[] {true, false}) {
            gpu.limits(new GpuLimits(8192, 256L << 20, 128L << 20, lists, false, false));
            Renderer renderer = new Renderer(gpu, scene.mirror);
            renderer.resize(64, 64);
            renderer.renderFrame(input);
            assertThat(gpu.bundles.get("veil")).endsWith("setPipeline veil clusters", lists ? "drawIndirect" : "draw");
        }
    }
}
