package dev.diorama.engine.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.diorama.scene.math.Aabb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UnitMeshesTest {
    /** Of the torus and the capsule that are looked at. */
    private static final float THICKNESS = 0.3f;

    private static final List<Integer> SPINES = List.of(
            UnitMeshes.TORUS,
            UnitMeshes.CAPSULE,
            UnitMeshes.coarse(UnitMeshes.TORUS),
            UnitMeshes.coarse(UnitMeshes.CAPSULE));

    private final MeshSlab slab = UnitMeshes.build();

    @Test
    @DisplayName(
            "[E1] the primitives fill a unit cube around the origin; a plane is flat, torus and capsule are so thick as they are said to be")
    void unitSize() {
        for (int mesh = 0; mesh < UnitMeshes.OBJECT_MESHES; mesh++) {
            float x = mesh == UnitMeshes.CAPSULE ? 0.5f * THICKNESS : 0.5f;
            float y = mesh == UnitMeshes.PLANE ? 0 : mesh == UnitMeshes.TORUS ? 0.5f * THICKNESS : 0.5f;
            float[] aabb = new float[6];
            Aabb.empty(aabb);
            int end = slab.firstIndex(mesh) + slab.indexCount(mesh);
            for (int i = slab.firstIndex(mesh); i < end; i++) {
                float[] v = vertex(mesh, slab.indices()[i]);
                Aabb.include(v[0], v[1], v[2], aabb);
            }
            assertThat(aabb).as("mesh %d", mesh).containsExactly(new float[] {-x, -y, -x, x, y, x}, within(1e-6f));
        }
    }

    @Test
    @DisplayName("[E2] triangles are counter-clockwise seen from where their normals point, and normals have length 1")
    void windingAgreesWithNormals() {
        for (int mesh = 0; mesh < slab.size(); mesh++) {
            int end = slab.firstIndex(mesh) + slab.indexCount(mesh);
            for (int i = slab.firstIndex(mesh); i < end; i += 3) {
                float[] a = vertex(mesh, slab.indices()[i]);
                float[] b = vertex(mesh, slab.indices()[i + 1]);
                float[] c = vertex(mesh, slab.indices()[i + 2]);
                float nx = (b[1] - a[1]) * (c[2] - a[2]) - (b[2] - a[2]) * (c[1] - a[1]);
                float ny = (b[2] - a[2]) * (c[0] - a[0]) - (b[0] - a[0]) * (c[2] - a[2]);
                float nz = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
                assertThat(nx * nx + ny * ny + nz * nz)
                        .as("area, mesh %d", mesh)
                        .isPositive();
                for (float[] v : new float[][] {a, b, c}) {
                    assertThat(nx * v[3] + ny * v[4] + nz * v[5])
                            .as("mesh %d triangle %d", mesh, i / 3)
                            .isPositive();
                    assertThat(v[3] * v[3] + v[4] * v[4] + v[5] * v[5]).isCloseTo(1, within(1e-5f));
                }
            }
        }
    }

    @Test
    @DisplayName("[E3] solids are closed: every edge is met once in each direction")
    void solidsAreClosed() {
        for (int mesh : new int[] {
            UnitMeshes.BOX,
            UnitMeshes.SPHERE,
            UnitMeshes.CYLINDER,
            UnitMeshes.CONE,
            UnitMeshes.TORUS,
            UnitMeshes.CAPSULE,
            UnitMeshes.coarse(UnitMeshes.SPHERE),
            UnitMeshes.coarse(UnitMeshes.CYLINDER),
            UnitMeshes.coarse(UnitMeshes.CONE),
            UnitMeshes.coarse(UnitMeshes.TORUS),
            UnitMeshes.coarse(UnitMeshes.CAPSULE)
        }) {
            Map<String, Integer> edges = new HashMap<>();
            int end = slab.firstIndex(mesh) + slab.indexCount(mesh);
            for (int i = slab.firstIndex(mesh); i < end; i += 3) {
                for (int k = 0; k < 3; k++) {
                    String from = point(mesh, slab.indices()[i + k]);
                    String to = point(mesh, slab.indices()[i + (k + 1) % 3]);
                    edges.merge(from + " " + to, 1, Integer::sum);
                    edges.merge(to + " " + from, -1, Integer::sum);
                }
            }
            assertThat(edges.values()).as("mesh %d", mesh).containsOnly(0);
        }
    }

    @Test
    @DisplayName("[E4] a box is crisp, a sphere smooth")
    void crispAndSmooth() {
        assertThat(slab.indexCount(UnitMeshes.BOX)).isEqualTo(36);
        for (int i = 0; i < 24; i++) {
            float[] v = vertex(UnitMeshes.BOX, i);
            assertThat(Math.abs(v[3]) + Math.abs(v[4]) + Math.abs(v[5])).isEqualTo(1);
        }
        for (int i = 0; i < 100; i++) {
            float[] v = vertex(UnitMeshes.SPHERE, i);
            for (int axis = 0; axis < 3; axis++) {
                assertThat(v[3 + axis]).isCloseTo(v[axis] * 2, within(1e-6f));
            }
        }
    }

    private float[] vertex(int mesh, int index) {
        float[] v = new float[6];
        int at = (slab.baseVertex(mesh) + index) * MeshSlab.VERTEX_FLOATS;
        System.arraycopy(slab.vertices(), at, v, 0, 6);
        for (int axis = 0; axis < 3 && SPINES.contains(mesh); axis++) {
            v[axis] += (0.5f * v[3 + axis] - v[axis]) * THICKNESS; // what the shaders do
        }
        return v;
    }

    private String point(int mesh, int index) {
        float[] v = vertex(mesh, index);
        return Math.round(v[0] * 1e4) + "," + Math.round(v[1] * 1e4) + "," + Math.round(v[2] * 1e4);
    }
}
