package dev.diorama.engine.render;

/**
 * Draws objects: metallic-roughness shading after glTF 2.0 appendix B (GGX, height-correlated Smith, Schlick), one directional key
 * light with a soft shadow, the lights of the scene as KHR_lights_punctual has them, diffuse light from a studio as nine spherical harmonics (Ramamoorthi and Hanrahan 2001), and
 * reflections of the same studio, evaluated where they are needed instead of looked up.
 */
final class SceneShader {
    static final String SOURCE = FrameShader.STRUCTS + FrameShader.SKIN + ClusterShader.SOURCE
            + FrameShader.EYE_DIRECTION + StudioShader.SOURCE + """
            @group(0) @binding(0) var<uniform> frame: Frame;
            @group(0) @binding(1) var<uniform> lighting: Lighting;
            @group(0) @binding(2) var<storage, read> objects: array<Object>;
            @group(0) @binding(3) var<storage, read> visible: array<u32>;
            @group(0) @binding(4) var<storage, read> materials: array<Material>;
            @group(0) @binding(5) var shadowMap: texture_depth_2d;
            @group(0) @binding(6) var shadowSampler: sampler_comparison;

            const EXPOSURE = 0.01;   // lux that are 1: the studio is a room of which the key light has 200
            struct Material {
              color: vec4f,          // linear base colour
              surface: vec4f,        // roughness, metallic
              emission: vec4f,       // linear colour times strength
              reserved: vec4f,
            }
            struct VertexOut {
              @builtin(position) position: vec4f,
              @location(0) world: vec3f,
              @location(1) normal: vec3f,
              @location(2) @interpolate(flat) object: u32,
            }
            struct Targets {
              @location(0) color: vec4f,
              @location(1) id: vec2u,
            }

            @vertex
            fn vertexMain(@location(0) position: vec3f, @location(1) normal: vec3f,
                          @builtin(instance_index) instance: u32) -> VertexOut {
              return placed(visible[instance], position, normal, false);
            }
            @vertex
            fn veilVertex(@location(0) position: vec3f, @location(1) normal: vec3f,
                          @builtin(instance_index) instance: u32) -> VertexOut {
              return placed(visible[instance], position, normal, true);
            }
            @vertex
            fn clusterMain(@builtin(vertex_index) vertex: u32, @builtin(instance_index) instance: u32) -> VertexOut {
              return cluster(vertex, instance, false);
            }
            @vertex
            fn clusterVeil(@builtin(vertex_index) vertex: u32, @builtin(instance_index) instance: u32) -> VertexOut {
              return cluster(vertex, instance, true);
            }
            @vertex
            fn anyMain(@builtin(vertex_index) vertex: u32, @builtin(instance_index) instance: u32) -> VertexOut {
              return anyCluster(vertex, instance, false);
            }
            @vertex
            fn anyVeil(@builtin(vertex_index) vertex: u32, @builtin(instance_index) instance: u32) -> VertexOut {
              return anyCluster(vertex, instance, true);
            }

            // Each cluster of a view is two words: the object; which one, and whether coarse.
            fn cluster(vertex: u32, instance: u32, veil: bool) -> VertexOut {
              let slot = visible[2 * instance];
              let part = visible[2 * instance + 1];
              let c = corner(objects[slot], select(256u, COARSE, part >> 31u != 0), part & 0x7fffffffu, edged(vertex));
              return placed(slot, c.position, c.normal, veil);
            }

            fn anyCluster(vertex: u32, instance: u32, veil: bool) -> VertexOut {
              let coarse = vertex >= 6 * TRIANGLES;
              let slot = visible[instance / select(FINE_CLUSTERS, COARSE_CLUSTERS, coarse)];
              let c = anyCorner(objects[slot], instance, edged(vertex % (6 * TRIANGLES)), coarse);
              return placed(slot, c.position, c.normal, veil);
            }

            // Where lines are drawn a triangle has six vertices: the ends of its edges.
            fn edged(vertex: u32) -> u32 {
              return select(vertex, vertex / 6 * 3 + (vertex + 1) / 2 % 3, frame.overlay.w == 5);
            }

            fn placed(slot: u32, position: vec3f, normal: vec3f, veil: bool) -> VertexOut {
              let o = objects[slot];
              let p = skin(o, position, normal);
              let world = vec3f(dot(o.row0, p), dot(o.row1, p), dot(o.row2, p));
              // Normals go by the cofactors: right under any scale, and of the right side when mirrored.
              let n = vec3f(dot(cross(o.row1.xyz, o.row2.xyz), normal),
                            dot(cross(o.row2.xyz, o.row0.xyz), normal),
                            dot(cross(o.row0.xyz, o.row1.xyz), normal));
              var out: VertexOut;
              out.position = frame.viewProjection * vec4f(world, 1);
              out.world = world;
              out.normal = select(n, -n, (o.flags & 0x100u) != 0u);
              out.object = slot;
              // What is drawn in the other pass, or not at all, is out of sight; without light nothing is veiled.
              let opacity = materials[o.mesh >> 8u].color.a;
              if (opacity == 0 || (opacity < 1 && frame.overlay.w == 0) != veil) { out.position = vec4f(2, 2, 2, 1); }
              return out;
            }

            fn shadowed(world: vec3f, n: vec3f, at: vec2f) -> f32 {
              let clip = frame.shadow * vec4f(world + n * frame.shadowBias.x * 2, 1);
              let uv = clip.xy * vec2f(0.5, -0.5) + 0.5;
              let size = f32(textureDimensions(shadowMap).x);
              let reach = clamp(0.05 / frame.shadowBias.x, 1.5, 10.0) / size;
              // How the surface's own depth changes across the samples, so that it doesn't shade itself where light grazes it.
              // The map reaches its radius to each side and 3.5 radii in depth.
              let radius = frame.shadowBias.x * size * 0.5;
              let along = (frame.shadow * vec4f(n, 0)).xy * radius;
              let slope = along * vec2f(-2, 2) / (3.5 * max(dot(n, lighting.key.xyz), 0.12));
              let turn = 6.2831853 * fract(52.9829189 * fract(dot(at, vec2f(0.06711056, 0.00583715))));
              var sum = 0.0;
              for (var i = 0; i < 16; i++) {
                // Where the first six agree there is no edge of a shadow near.
                if (i == 6 && (sum == 0 || sum == 6)) { sum *= 16.0 / 6.0; break; }
                let angle = f32(i) * 2.399963 + turn;
                let offset = vec2f(cos(angle), sin(angle)) * sqrt((f32((i * 7) % 16) + 0.5) / 16);
                sum += textureSampleCompareLevel(shadowMap, shadowSampler, uv + offset * reach,
                    clip.z + dot(slope, offset * reach) + frame.shadowBias.z * 2);
              }
              let outside = any(uv < vec2f(0)) || any(uv > vec2f(1)) || clip.z < 0 || clip.z > 1;
              return select(sum / 16, 1.0, outside);
            }

            // Layers of glass as one medium: the thicknesses of all are added up, and their colours by them, in whatever order they come.
            @fragment
            fn veilMain(in: VertexOut, @builtin(front_facing) front: bool) -> Targets {
              var out = fragment(in, front);
              let opacity = materials[objects[in.object].mesh >> 8u].color.a;
              let grazing = pow(1 - abs(dot(normalize(in.normal), towardsEye(in.world))), 5.0);
              let thickness = -log(1 - min(mix(opacity, 1.0, 0.04 + 0.96 * grazing), 0.998));
              out.color = vec4f(min(out.color.rgb, vec3f(1000)), 1) * thickness;
              return out;
            }
            @fragment
            fn fragmentMain(in: VertexOut, @builtin(front_facing) front: bool) -> Targets {
              return fragment(in, front);
            }

            fn fragment(in: VertexOut, front: bool) -> Targets {
              let o = objects[in.object];
              let material = materials[o.mesh >> 8u];
              let mirrored = (o.flags & 0x100u) != 0u;
              let n = normalize(in.normal) * select(-1.0, 1.0, front != mirrored);
              let v = towardsEye(in.world);
              let albedo = material.color.rgb;
              let roughness = max(material.surface.x, 0.06);
              let metallic = material.surface.y;
              let f0 = mix(vec3f(0.04), albedo, metallic);
              let diffuse = albedo * (1 - metallic);
              let nv = max(dot(n, v), 1e-3);
              var out: Targets;
              // The id with the outline in its high byte: what the composite pass looks for around every pixel.
              out.id = vec2u(in.object & 0xffffu, ((in.object >> 16u) & 0xffu) | ((o.flags & 0xffu) << 8u));
              if (frame.overlay.w > 0) {
                out.color = vec4f(variable(u32(frame.overlay.w), in.object, in.world, n, material), 1);
                return out;
              }

              let s = Surface(n, v, nv, roughness * roughness, f0, diffuse);
              var direct = vec3f(0);
              if (dot(n, lighting.key.xyz) > 0) {
                direct = reflected(s, lighting.key.xyz) * lighting.keyColor.rgb * shadowed(in.world, n, in.position.xy);
              }
              // All lights, one after the other: the place for finding out which of them reach this part of the picture.
              for (var i = 0; i < i32(lighting.keyColor.w); i++) {
                let light = lighting.lights[i];
                let to = light.place.xyz - in.world * light.place.w;
                let squared = dot(to, to);
                let l = to * inverseSqrt(squared);
                let ends = squared * light.color.w;
                let cone = clamp(light.cone.x - dot(l, light.way.xyz) * light.way.w, 0.0, 1.0);
                direct += reflected(s, l) * light.color.rgb * (EXPOSURE * cone * cone * max(1 - ends * ends, 0.0) / max(squared, 1e-4));
              }
              let ambient = irradiance(n) * diffuse / 3.14159265;
              let reflection = studio(reflect(-v, n), roughness) * environmentBrdf(f0, roughness, nv);
              // What touches the ground sees less of the studio: a hint of occlusion close above it.
              let grounded = mix(1.0, smoothstep(-0.05, 0.6, in.world.y), 0.35 * clamp(0.5 - 0.5 * n.y, 0.0, 1.0) * step(-0.05, in.world.y));
              out.color = vec4f(direct + (ambient + reflection) * grounded + material.emission.rgb, 1);
              return out;
            }

            struct Surface { n: vec3f, v: vec3f, nv: f32, a: f32, f0: vec3f, diffuse: vec3f }

            // How much of the light that comes from there goes to the eye, the cosine included.
            fn reflected(s: Surface, l: vec3f) -> vec3f {
              let h = normalize(l + s.v);
              let nl = max(dot(s.n, l), 0.0);
              if (nl == 0) { return vec3f(0); }
              let a = s.a * s.a;
              let nh = max(dot(s.n, h), 0.0);
              let d = nh * nh * (a - 1) + 1;
              let ndf = a / (3.14159265 * d * d);
              let visibility = 0.5 / (nl * sqrt(s.nv * s.nv * (1 - a) + a) + s.nv * sqrt(nl * nl * (1 - a) + a));
              let fresnel = s.f0 + (1 - s.f0) * pow(1 - max(dot(s.v, h), 0.0), 5.0);
              return (s.diffuse * (1 - fresnel) / 3.14159265 + ndf * visibility * fresnel) * nl;
            }

            // What is shown instead of light; the numbers are those of Output.
            fn variable(output: u32, id: u32, world: vec3f, n: vec3f, material: Material) -> vec3f {
              switch output {
                case 1u: { return material.color.rgb; }
                case 2u: { return n * 0.5 + 0.5; }
                case 3u: {
                  let distance = select(length(world - frame.eye.xyz), dot(frame.eye.xyz - world, towardsEye(world)), frame.eye.w != 0);
                  return vec3f(1 / (1 + max(distance, 0.0) * 0.1));
                }
                case 4u: {
                  // A bijective mix (Mulvey): neighbours get colours that are far apart.
                  var h = id * 0x9e3779b9u;
                  h = (h ^ (h >> 15u)) * 0x85ebca6bu;
                  h = h ^ (h >> 13u);
                  return vec3f(vec3u(h, h >> 8u, h >> 16u) & vec3u(255u)) / 255 * 0.8 + 0.2;
                }
                case 5u: { return vec3f(0.75, 0.82, 0.9); }
                case 6u: { return vec3f(material.surface.x); }
                case 7u: { return vec3f(material.surface.y); }
                default: { return fract(world); }
              }
            }

            // The split-sum factor without a texture: Karis, "Physically Based Shading on Mobile", 2014.
            fn environmentBrdf(f0: vec3f, roughness: f32, nv: f32) -> vec3f {
              let r = roughness * vec4f(-1, -0.0275, -0.572, 0.022) + vec4f(1, 0.0425, 1.04, -0.04);
              let a = min(r.x * r.x, exp2(-9.28 * nv)) * r.x + r.y;
              let ab = vec2f(-1.04, 1.04) * a + r.zw;
              return f0 * ab.x + ab.y;
            }
            """;

    private SceneShader() {}
}
