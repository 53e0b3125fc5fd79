package dev.diorama.engine.pick;

/** Copies id and depth of one pixel to a buffer, or notes the ids of a rectangle: the targets are multisampled, which a copy command does not take. */
final class PickShader {
    private PickShader() {}

    static String source(int samples) {
        return IdShader.source(0, 0, samples) + """
                @group(0) @binding(2) var<storage, read> request: array<vec2i>;
                @group(0) @binding(3) var<storage, read_write> result: array<atomic<u32>>;

                @compute @workgroup_size(1)
                fn main() {
                  let pixel = request[0];
                  atomicStore(&result[0], idAt(pixel, 0));
                  atomicStore(&result[1], bitcast<u32>(depthAt(pixel, 0)));
                  atomicStore(&result[2], bitcast<u32>(slope(pixel, vec2i(1, 0))));
                  atomicStore(&result[3], bitcast<u32>(slope(pixel, vec2i(0, 1))));
                }

                // To that side where the depth changes less: the other one may be beyond an edge.
                fn slope(pixel: vec2i, step: vec2i) -> f32 {
                  let depth = depthAt(pixel, 0);
                  let after = depthAt(pixel + step, 0) - depth;
                  let before = depth - depthAt(pixel - step, 0);
                  return select(before, after, abs(after) < abs(before));
                }

                // A bit for each object id that is seen in a rectangle.
                @compute @workgroup_size(8, 8)
                fn region(@builtin(global_invocation_id) at: vec3u) {
                  let pixel = request[0] + vec2i(at.xy);
                  if (any(pixel >= request[1])) { return; }
                  let id = idAt(pixel, 0);
                  if (id != 0xffffffffu) { atomicOr(&result[(id & 0xffffffu) >> 5u], 1u << (id & 31u)); }
                }
                """;
    }
}
