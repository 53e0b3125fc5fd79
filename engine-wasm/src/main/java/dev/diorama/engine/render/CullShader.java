package dev.diorama.engine.render;

import dev.diorama.engine.mesh.MeshSlab;
import dev.diorama.engine.mesh.UnitMeshes;

/**
 * Finds out what a view shows: which objects are inside of its frustum, and in which level of detail. Three kernels, none of which
 * uses the order in which threads happen to run, so that the lists come out in the same order on every machine: {@code look} gives
 * each group of 64 a mask per level; {@code scan} adds up the bits before each group and fills in the draw arguments; {@code
 * compact} puts each object in its place.
 */
final class CullShader {
    /** Levels of detail. */
    static final int LEVELS = 2;

    /** Objects that show with a smaller radius than this, in pixels, are drawn coarse. */
    private static final int COARSE_BELOW = 24;

    /** Workgroups in a row of a dispatch; more than 65,535 are not allowed. */
    static final int ROW = 32_768;

    private static final String BODY = """
            struct Group {
              masks: vec4u,          // fine: low, high; coarse: low, high
              before: vec2u,         // how many in groups before this one: fine, coarse
              pad: vec2u,
            }
            @group(0) @binding(0) var<uniform> frame: Frame;
            @group(0) @binding(1) var<storage, read> objects: array<Object>;
            @group(0) @binding(2) var<storage, read> lists: array<u32>;
            @group(0) @binding(3) var<storage, read> buckets: array<vec2u>;   // from, count
            @group(0) @binding(4) var<storage, read_write> groups: array<Group>;
            @group(0) @binding(5) var<storage, read_write> drawn: array<u32>;
            @group(0) @binding(6) var<storage, read_write> arguments: array<u32>;

            var<workgroup> masks: array<atomic<u32>, 4>;
            var<workgroup> partial: array<vec2u, 256>;

            fn bucketAt(at: u32) -> u32 {
              var bucket = 0u;
              for (var b = 1u; b < BUCKETS; b++) {
                if (buckets[b].x <= at) { bucket = b; }
              }
              return bucket;
            }

            // 0 fine, 1 coarse, 2 not in view.
            fn level(o: Object) -> u32 {
              let m = transpose(frame.viewProjection);
              let center = vec4f(o.row0.w, o.row1.w, o.row2.w, 1);
              var outside = false;
              for (var i = 0; i < 2; i++) {
                let low = m[3] + m[i];
                let high = m[3] - m[i];
                outside = outside || dot(low, center) < -o.radius * length(low.xyz) || dot(high, center) < -o.radius * length(high.xyz);
              }
              let near = m[3] - m[2];
              outside = outside || dot(near, center) < -o.radius * length(near.xyz);
              if (outside) { return 2; }
              let pixels = o.radius * frame.overlay.z;
              return select(0u, 1u, pixels < COARSE_BELOW * dot(m[3], center));
            }

            @compute @workgroup_size(64)
            fn look(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
              let index = group.x + group.y * ROW;
              let at = index * 64 + local;
              if (local < 4) { atomicStore(&masks[local], 0u); }
              workgroupBarrier();
              if (at < arrayLength(&lists)) {
                let b = bucketAt(at);
                if (at < buckets[b].x + buckets[b].y) {
                  var l = level(objects[lists[at]]);
                  if (l == 1 && MESHES[b * LEVELS].y == MESHES[b * LEVELS + 1].y) { l = 0; }
                  if (l < 2) { atomicOr(&masks[l * 2 + (local >> 5)], 1u << (local & 31u)); }
                }
              }
              workgroupBarrier();
              if (local == 0 && index < arrayLength(&groups)) {
                groups[index].masks = vec4u(atomicLoad(&masks[0]), atomicLoad(&masks[1]), atomicLoad(&masks[2]), atomicLoad(&masks[3]));
              }
            }

            fn bits(m: vec4u) -> vec2u {
              let n = countOneBits(m);
              return vec2u(n.x + n.y, n.z + n.w);
            }

            @compute @workgroup_size(256)
            fn scan(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
              let bucket = buckets[group.x];
              let first = bucket.x / 64;
              let total = (bucket.y + 63) / 64;
              let share = (total + 255) / 256;
              let begin = first + min(local * share, total);
              let end = first + min((local + 1) * share, total);
              var sum = vec2u(0);
              for (var g = begin; g < end; g++) { sum += bits(groups[g].masks); }
              partial[local] = sum;
              workgroupBarrier();
              for (var step = 1u; step < 256; step *= 2) {
                var add = vec2u(0);
                if (local >= step) { add = partial[local - step]; }
                workgroupBarrier();
                partial[local] += add;
                workgroupBarrier();
              }
              var before = partial[local] - sum;
              for (var g = begin; g < end; g++) {
                groups[g].before = before;
                before += bits(groups[g].masks);
              }
              if (local < LEVELS) {
                let mesh = MESHES[group.x * LEVELS + local];
                let at = (group.x * LEVELS + local) * 5;
                // Each index is a line, two indices, where lines are drawn.
                let parts = select(1u, 2u, frame.overlay.w == 5);
                arguments[at] = mesh.x * parts;
                arguments[at + 1] = partial[255][local];
                arguments[at + 2] = mesh.y * parts;
                arguments[at + 3] = mesh.z;
                arguments[at + 4] = local * arrayLength(&lists) + bucket.x;
              }
            }

            @compute @workgroup_size(64)
            fn compact(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
              let index = group.x + group.y * ROW;
              if (index >= arrayLength(&groups)) { return; }
              let g = groups[index];
              let bit = 1u << (local & 31u);
              for (var l = 0u; l < LEVELS; l++) {
                let low = g.masks[l * 2];
                let mask = select(low, g.masks[l * 2 + 1], local >= 32);
                if ((mask & bit) != 0) {
                  let rank = countOneBits(mask & (bit - 1)) + select(0u, countOneBits(low), local >= 32);
                  let at = index * 64 + local;
                  drawn[l * arrayLength(&lists) + buckets[bucketAt(at)].x + g.before[l] + rank] = lists[at];
                }
              }
            }
            """;

    private CullShader() {}

    static String source(MeshSlab meshes) {
        StringBuilder table = new StringBuilder();
        for (int mesh = 0; mesh < UnitMeshes.OBJECT_MESHES; mesh++) {
            for (int level = 0; level < LEVELS; level++) {
                int drawn = level == 0 ? mesh : UnitMeshes.coarse(mesh);
                table.append("vec3u(").append(meshes.indexCount(drawn));
                table.append(',').append(meshes.firstIndex(drawn));
                table.append(',').append(meshes.baseVertex(drawn)).append("),");
            }
        }
        return FrameShader.STRUCTS + "const BUCKETS = " + UnitMeshes.OBJECT_MESHES + "u;\nconst LEVELS = " + LEVELS
                + "u;\nconst ROW = " + ROW + "u;\nconst COARSE_BELOW = " + COARSE_BELOW + ".0;\nconst MESHES = array("
                + table + ");\n" + BODY;
    }
}
