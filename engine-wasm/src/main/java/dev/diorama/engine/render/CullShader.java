package dev.diorama.engine.render;

import dev.diorama.engine.mesh.Clusters;
import dev.diorama.engine.mesh.MeshSlab;
import dev.diorama.engine.mesh.UnitMeshes;
import dev.diorama.engine.scene.DrawLists;

/**
 * Finds out what a view shows: which objects are inside of its frustum, and in which level of detail. Two steps, neither of which
 * uses the order in which threads happen to run, so that the lists come out in the same order on every machine: {@code look} notes
 * the level of each object and the sums of each group of {@link DrawLists#GROUP}; {@code compact} adds up the sums before each group
 * and puts each object in its place, or each of its clusters; the last group of a bucket fills in the draw arguments.
 */
final class CullShader {
    /** Levels of detail. */
    static final int LEVELS = 2;

    /** Objects that show with a smaller radius than this, in pixels, are drawn coarse. */
    private static final int COARSE_BELOW = 24;

    /** Workgroups in a row of a dispatch; more than 65,535 are not allowed. */
    static final int ROW = 32_768;

    private static final String BODY = """
            var<workgroup> partial: array<vec4u, THREADS>;

            fn bucketAt(at: u32) -> u32 {
              var bucket = 0u;
              for (var b = 1u; b <= CLUSTERS; b++) {
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

            // What an object adds to the sums.
            fn share(bucket: u32, slot: u32, level: u32) -> vec4u {
              var n = vec4u(0);
              if (level < LEVELS) {
                n[level] = 1;
                if (bucket == CLUSTERS) {
                  n.w = triangles(objects[slot], select(256u, COARSE, level == 1));
                  n.z = (n.w + TRIANGLES - 1) / TRIANGLES;
                }
              }
              return n;
            }

            // The sum up to and with this thread's.
            fn scanned(value: vec4u, local: u32) -> vec4u {
              partial[local] = value;
              workgroupBarrier();
              for (var step = 1u; step < THREADS; step *= 2) {
                var add = vec4u(0);
                if (local >= step) { add = partial[local - step]; }
                workgroupBarrier();
                partial[local] += add;
                workgroupBarrier();
              }
              return partial[local];
            }

            fn look(group: vec3u, local: u32) {
              let index = group.x + group.y * ROW;
              let b = bucketAt(index * THREADS * 4);
              let bucket = buckets[b];
              if (index * THREADS * 4 >= bucket.x + max(bucket.y, 1u)) { return; }
              var sum = vec4u(0);
              var levels = 0u;
              for (var i = 0u; i < 4; i++) {
                let at = (index * THREADS + local) * 4 + i;
                var l = 2u;
                if (at < bucket.x + bucket.y) {
                  l = level(objects[lists[at]]);
                  if (l == 1 && b < CLUSTERS && MESHES[b * LEVELS].y == MESHES[b * LEVELS + 1].y) { l = 0; }
                  sum += share(b, lists[at], l);
                }
                levels |= l << (i * 2);
              }
              groups[index].levels[local] = levels;
              let total = scanned(sum, local);
              if (local == THREADS - 1) { groups[index].sums = total; }
            }

            fn compact(group: vec3u, local: u32) {
              let index = group.x + group.y * ROW;
              let b = bucketAt(index * THREADS * 4);
              let bucket = buckets[b];
              let end = bucket.x + max(bucket.y, 1u);
              if (index * THREADS * 4 >= end) { return; }
              var sum = vec4u(0);
              for (var g = bucket.x / (THREADS * 4) + local; g < index; g += THREADS) { sum += groups[g].sums; }
              scanned(sum, local);
              let before = partial[THREADS - 1];
              workgroupBarrier();
              let levels = groups[index].levels[local];
              let room = arrayLength(&lists);
              let first = (index * THREADS + local) * 4;
              sum = vec4u(0);
              for (var i = 0u; i < 4; i++) {
                // What is behind the end of the list is in no level.
                let l = (levels >> (i * 2)) & 3u;
                if (l < LEVELS) { sum += share(b, lists[first + i], l); }
              }
              var to = before + scanned(sum, local) - sum;
              for (var i = 0u; i < 4; i++) {
                let l = (levels >> (i * 2)) & 3u;
                if (l < LEVELS) {
                  let slot = lists[first + i];
                  let n = share(b, slot, l);
                  if (b < CLUSTERS) { drawn[l * room + bucket.x + to[l]] = slot; }
                  for (var part = 0u; part < n.z; part++) {
                    let at = 2 * (room + to.z + part);
                    if (at + 1 < arrayLength(&drawn)) {
                      drawn[at] = slot;
                      drawn[at + 1] = part | (l << 31u);
                    }
                  }
                  to += n;
                }
              }
              if (local == THREADS - 1 && (index + 1) * THREADS * 4 >= end) {
                // Each index is a line, two indices, where lines are drawn.
                let parts = select(1u, 2u, frame.overlay.w == 5);
                var at = b * LEVELS * 5;
                if (b == CLUSTERS) {
                  arguments[at] = TRIANGLES * 3 * parts;
                  arguments[at + 1] = min(to.z, arrayLength(&drawn) / 2 - room);
                  arguments[at + 2] = 0;
                  arguments[at + 3] = room;
                  arguments[at + 5] = to.w;
                  arguments[at + 6] = to.x + to.y;
                  return;
                }
                for (var l = 0u; l < LEVELS; l++) {
                  let mesh = MESHES[b * LEVELS + l];
                  arguments[at] = mesh.x * parts;
                  arguments[at + 1] = to[l];
                  arguments[at + 2] = mesh.y * parts;
                  arguments[at + 3] = mesh.z;
                  arguments[at + 4] = l * room + bucket.x;
                  at += 5;
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
        return ClusterShader.SOURCE + "const CLUSTERS = " + Clusters.BUCKET + "u;\nconst LEVELS = " + LEVELS
                + "u;\nconst ROW = " + ROW + "u;\nconst COARSE_BELOW = " + COARSE_BELOW + ".0;\nconst MESHES = array("
                + table + ");\n" + BODY;
    }
}
