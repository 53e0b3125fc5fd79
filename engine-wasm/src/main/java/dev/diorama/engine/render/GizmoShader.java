package dev.diorama.engine.render;

/**
 * Draws the gizmo over the scene: instances 0 to 2 are arrows or bars, 3 to 5 squares, 6 the hub, 8 to 10 rings, 11 the ring that faces
 * the screen, 16 to 18 arrows that reach out of the rings; and strokes. The gizmo's depth lies in the nearest tenth,
 * so that it hides itself and nothing hides it; its colours go backwards through the tone mapping to come out as they are meant.
 */
final class GizmoShader {
    static final String SOURCE =
            FrameShader.STRUCTS + FrameShader.EYE_DIRECTION + ToneShader.SOURCE + "const OUTER = 1.18;\n" + """
            @group(0) @binding(0) var<uniform> frame: Frame;

            struct VertexOut {
              @builtin(position) position: vec4f,
              @location(0) normal: vec3f,
              @location(1) color: vec4f,
              @location(2) @interpolate(flat) id: u32,
            }
            struct Targets {
              @location(0) color: vec4f,
              @location(1) id: vec2u,
            }

            fn turned(p: vec3f, axis: u32) -> vec3f {
              if (axis == 0u) { return p.yzx; }
              if (axis == 1u) { return p; }
              return p.zxy;
            }

            // Rotates by the gizmo's quaternion.
            fn toWorld(p: vec3f) -> vec3f {
              let q = frame.gizmoTurn;
              let t = 2 * cross(q.xyz, p);
              return p + q.w * t + cross(q.xyz, t);
            }

            @vertex
            fn vertexMain(@location(0) position: vec3f, @location(1) normal: vec3f,
                          @builtin(instance_index) instance: u32) -> VertexOut {
              let ring = instance / 8u == 1u;
              let handle = instance % 8u;
              let axis = handle % 3u;
              var colors = array<vec3f, 3>(vec3f(0.8714, 0.0802, 0.1559), vec3f(0.2051, 0.5776, 0.0319), vec3f(0.0467, 0.2582, 1.0));
              var color = vec4f(colors[axis], 1);
              if (handle >= 3u) { color.a = 0.5; }
              if (instance == 6u || instance == 11u) { color = vec4f(0.85, 0.85, 0.85, 1); }
              if (f32(instance) == frame.overlay.x) { color = vec4f(1.0, 0.6795, 0.0742, max(color.a, 0.8)); }
              let towards = towardsEye(frame.gizmo.xyz);
              let along = abs(dot(towards, toWorld(turned(vec3f(0, 1, 0), axis))));
              // An arrow that points at the eye and a square that is seen from its edge are of no use: they fade away.
              if (!ring && handle < 3u) { color.a *= 1 - smoothstep(0.985, 0.997, along); }
              else if (instance < 6u) { color.a *= smoothstep(0.05, 0.15, along); }
              var place = toWorld(turned(position, axis));
              var n = toWorld(turned(normal, axis));
              if (instance == 11u) {
                let basis = around(towards);
                place = basis * position * OUTER;
                n = basis * normal;
              }
              if (instance > 11u) { place *= 1.5; }
              let world = frame.gizmo.xyz + place * frame.gizmo.w * select(1.0, 0.0, color.a == 0);
              // The far half of a ring is out of reach.
              let far = ring && instance != 11u && dot(place, towards) < -0.02;
              var out: VertexOut;
              out.position = frame.viewProjection * vec4f(world, 1);
              out.position.z = 0.9 * out.position.w + 0.1 * out.position.z;
              out.normal = n;
              out.color = vec4f(color.rgb, select(color.a, 0, far));
              out.id = 0xffffffffu;
              return out;
            }

            // Axes of which the second goes that way.
            fn around(way: vec3f) -> mat3x3f {
              let side = normalize(cross(select(vec3f(0, 1, 0), vec3f(1, 0, 0), abs(way.y) > 0.9), way));
              return mat3x3f(side, way, cross(side, way));
            }

            // A cylinder that is drawn from one point, with one radius, to another.
            @vertex
            fn symbolMain(@location(0) position: vec3f, @location(1) normal: vec3f,
                          @location(2) start: vec4f, @location(3) end: vec4f, @location(4) color: vec3f, @location(5) id: u32) -> VertexOut {
              let basis = around(normalize(end.xyz - start.xyz));
              let at = mix(start, end, position.y + 0.5);
              var out: VertexOut;
              out.position = frame.viewProjection * vec4f(at.xyz + basis * vec3f(position.x, 0, position.z) * 2 * at.w, 1);
              out.normal = basis * normal;
              out.color = vec4f(color, 1);
              out.id = id;
              return out;
            }

            // A capsule around the line between the points, of which no depth is left.
            @vertex
            fn strokeMain(@location(0) position: vec3f, @location(1) normal: vec3f,
                          @location(2) start: vec4f, @location(3) end: vec4f, @location(4) color: vec3f, @location(5) look: u32) -> VertexOut {
              let basis = around(normalize(end.xyz - start.xyz));
              let at = mix(start, end, position.y + 0.5);
              let blunt = look == 2u;
              let lid = blunt && abs(normal.y) > 0.1;
              var out: VertexOut;
              out.position = frame.viewProjection * vec4f(at.xyz + basis * vec3f(normal.x, select(normal.y, 0, blunt), normal.z) * at.w, 1);
              out.normal = basis * select(normal, vec3f(0, position.y * 2, 0), lid);
              if (look == 1u) {
                out.position.z *= 1.006;
                out.normal = towardsEye(frame.gizmo.xyz);
              }
              out.color = vec4f(color, OVERLAID);
              return out;
            }

            @fragment
            fn fragmentMain(in: VertexOut) -> Targets {
              let n = normalize(in.normal);
              if (in.color.a < 0.01) { discard; }
              let towards = towardsEye(frame.gizmo.xyz);
              let shade = 0.72 + 0.28 * abs(dot(n, towards));
              var out: Targets;
              let color = in.color.rgb * shade;
              out.color = vec4f(select(inverseNeutral(color), color, in.color.a > 1) * in.color.a, in.color.a);
              out.id = vec2u(in.id & 0xffffu, in.id >> 16u);
              return out;
            }
            """;

    private GizmoShader() {}
}
