package dev.diorama.engine.render;

/** Draws objects as the key light sees them, depth alone. */
final class ShadowShader {
    static final String SOURCE = FrameShader.STRUCTS + FrameShader.SKIN + """
            @group(0) @binding(0) var<uniform> frame: Frame;
            @group(0) @binding(1) var<storage, read> objects: array<Object>;
            @group(0) @binding(2) var<storage, read> visible: array<u32>;
            @group(0) @binding(3) var<storage, read> materials: array<mat4x4f>;

            @vertex
            fn vertexMain(@location(0) position: vec3f, @location(1) normal: vec3f,
                          @builtin(instance_index) instance: u32) -> @builtin(position) vec4f {
              let o = objects[visible[instance]];
              // What light goes through has no shadow.
              if (materials[o.mesh >> 8u][0].w < 1) { return vec4f(2, 2, 2, 1); }
              let p = skin(o, position, normal);
              return frame.shadow * vec4f(dot(o.row0, p), dot(o.row1, p), dot(o.row2, p), 1);
            }
            """;

    private ShadowShader() {}
}
