package dev.diorama.engine.render;

/** Draws objects as the key light sees them, depth alone. */
final class ShadowShader {
    static final String SOURCE = FrameShader.STRUCTS + FrameShader.SKIN + ClusterShader.SOURCE + """
            @group(0) @binding(0) var<uniform> frame: Frame;
            @group(0) @binding(1) var<storage, read> objects: array<Object>;
            @group(0) @binding(2) var<storage, read> visible: array<u32>;
            @group(0) @binding(3) var<storage, read> materials: array<mat4x4f>;

            @vertex
            fn vertexMain(@location(0) position: vec3f, @location(1) normal: vec3f,
                          @builtin(instance_index) instance: u32) -> @builtin(position) vec4f {
              return placed(objects[visible[instance]], position, normal);
            }

            @vertex
            fn anyMain(@builtin(vertex_index) vertex: u32, @builtin(instance_index) instance: u32) -> @builtin(position) vec4f {
              let coarse = vertex >= 6 * TRIANGLES;
              let o = objects[visible[instance / select(FINE_CLUSTERS, COARSE_CLUSTERS, coarse)]];
              let c = anyCorner(o, instance, vertex % (6 * TRIANGLES), coarse);
              return placed(o, c.position, c.normal);
            }

            fn placed(o: Object, position: vec3f, normal: vec3f) -> vec4f {
              // What light goes through has no shadow.
              if (materials[o.mesh >> 8u][0].w < 1) { return vec4f(2, 2, 2, 1); }
              let p = skin(o, position, normal);
              return frame.shadow * vec4f(dot(o.row0, p), dot(o.row1, p), dot(o.row2, p), 1);
            }
            """;

    private ShadowShader() {}
}
