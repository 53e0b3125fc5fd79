package dev.diorama.engine.render;

import dev.diorama.engine.mesh.MeshSlab;
import dev.diorama.engine.scene.DrawLists;

/**
 * The kernel that goes before a frame's draws: changed records go to their slots ({@link ScatterShader}), then what the view shows is found
 * out ({@link CullShader}). It is one kernel because a pipeline and a bind group are a call each, in every frame; how many layers of
 * workgroups it is dispatched with says which step is meant, and all layers but the first do nothing.
 */
final class UpdateShader {
    /** Threads of a workgroup, each for four objects of a list, or for one changed record. */
    static final int THREADS = DrawLists.GROUP / 4;

    static final int SCATTER = 1;
    static final int LOOK = 2;
    static final int COMPACT = 3;

    private static final String BINDINGS = """
            struct Group {
              sums: vec4u,           // objects fine, coarse; clusters, triangles
              levels: array<u32, THREADS>,   // of a thread's four objects, two bits each
            }
            @group(0) @binding(0) var<uniform> frame: Frame;
            @group(0) @binding(1) var<storage, read_write> objects: array<Object>;
            @group(0) @binding(2) var<storage, read> lists: array<u32>;
            @group(0) @binding(3) var<storage, read> buckets: array<vec2u>;   // from, count
            @group(0) @binding(4) var<storage, read_write> groups: array<Group>;
            @group(0) @binding(5) var<storage, read_write> drawn: array<u32>;
            @group(0) @binding(6) var<storage, read_write> arguments: array<u32>;
            @group(0) @binding(7) var<storage, read> changes: array<u32>;
            """;

    private static final String MAIN = """
            @compute @workgroup_size(THREADS)
            fn main(
                @builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) all: vec3u, @builtin(local_invocation_index) local: u32) {
              if (group.z > 0) { return; }
              switch all.z {
                case SCATTER: { scatter(group.x * THREADS + local); }
                case LOOK: { look(group, local); }
                default: { compact(group, local); }
              }
            }
            """;

    private UpdateShader() {}

    static String source(MeshSlab meshes) {
        return FrameShader.STRUCTS + "const THREADS = " + THREADS + "u;\nconst SCATTER = " + SCATTER
                + "u;\nconst LOOK = " + LOOK + "u;\n" + BINDINGS + ScatterShader.SOURCE + CullShader.source(meshes)
                + MAIN;
    }
}
