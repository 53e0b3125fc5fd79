package dev.diorama.engine.pick;

/** Copies id and depth of one pixel to a buffer, or notes the ids of a rectangle: the targets are multisampled, which a copy command does not take. */
final class PickShader {
    private PickShader() {}

    static String source(int samples) {
        return IdShader.source(0, 0, samples) + """
                // What is asked for, and the size that the targets are shown in if that is another.
                @group(0) @binding(2) var<storage, read> request: array<vec2i>;
                @group(0) @binding(3) var<storage, read_write> result: array<atomic<u32>>;

                @compute @workgroup_size(1)
                fn main() {
                  let at = placeOf(request[0]);
                  atomicStore(&result[0], idAt(at.xy, at.z));
                  atomicStore(&result[1], bitcast<u32>(depthAt(at.xy, at.z)));
                  atomicStore(&result[2], bitcast<u32>(slope(at, vec2i(1, 0)) * pitch().x));
                  atomicStore(&result[3], bitcast<u32>(slope(at, vec2i(0, 1)) * pitch().y));
                }

                // Pixels of the targets in one that is asked for, along each side.
                fn pitch() -> vec2f {
                  return select(vec2f(textureDimensions(ids)) / vec2f(request[2]), vec2f(1), request[2].x == 0);
                }

                // A pixel of the targets and which of its samples. Four samples lie one in each quarter of it, so that half the resolution has one for each
                // pixel that is asked for.
                fn placeOf(pixel: vec2i) -> vec3i {
                  let at = (vec2f(pixel) + 0.5) * pitch();
                  let quarter = vec2i(fract(at) * 2);
                  return vec3i(vec2i(at), select(quarter.x + 2 * quarter.y, 0, request[2].x == 0));
                }

                // To that side where the depth changes less: the other one may be beyond an edge.
                fn slope(at: vec3i, step: vec2i) -> f32 {
                  let depth = depthAt(at.xy, at.z);
                  let after = depthAt(at.xy + step, at.z) - depth;
                  let before = depth - depthAt(at.xy - step, at.z);
                  return select(before, after, abs(after) < abs(before));
                }

                // A bit for each object id that is seen in a rectangle.
                @compute @workgroup_size(8, 8)
                fn region(@builtin(global_invocation_id) at: vec3u) {
                  let pixel = request[0] + vec2i(at.xy);
                  if (any(pixel >= request[1])) { return; }
                  let place = placeOf(pixel);
                  let id = idAt(place.xy, place.z);
                  if (id != 0xffffffffu) { atomicOr(&result[(id & 0xffffffu) >> 5u], 1u << (id & 31u)); }
                }
                """;
    }
}
