package dev.diorama.engine.pick;

/** Copies id and depth of one pixel to a buffer: the targets are multisampled, which a copy command does not take. */
final class PickShader {
    private PickShader() {}

    static String source(int samples) {
        return IdShader.source(0, 0, samples) + """
                @group(0) @binding(2) var<storage, read> request: array<vec2i>;
                @group(0) @binding(3) var<storage, read_write> result: array<u32>;

                @compute @workgroup_size(1)
                fn main() {
                  let pixel = request[0];
                  result[0] = idAt(pixel, 0);
                  result[1] = bitcast<u32>(depthAt(pixel, 0));
                }
                """;
    }
}
