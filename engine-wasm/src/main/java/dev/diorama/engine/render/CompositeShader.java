package dev.diorama.engine.render;

import dev.diorama.engine.pick.IdShader;

/**
 * Makes the picture from what the scene pass left: tone mapping, the background, the ground with its shadow and its infinite grid,
 * outlines from the id target, the sRGB transfer function. One triangle over everything.
 */
final class CompositeShader {
    private static final String BODY = """
            @group(0) @binding(0) var<uniform> frame: Frame;
            @group(0) @binding(1) var color: texture_2d<f32>;
            @group(0) @binding(4) var shadowMap: texture_depth_2d;
            @group(0) @binding(5) var shadowSampler: sampler_comparison;
            @group(0) @binding(6) var veils: texture_2d<f32>;   // of one texel where there are none

            @vertex
            fn vertexMain(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
              return vec4f(f32(index & 1u) * 4 - 1, f32(index >> 1u) * 4 - 1, 0, 1);
            }

            @fragment
            fn fragmentMain(@builtin(position) at: vec4f) -> @location(0) vec4f {
              let pixel = vec2i(at.xy);
              let veil = textureLoad(veils, min(pixel, vec2i(textureDimensions(veils)) - 1), 0);
              var lit = mix(vec4f(veil.rgb / max(veil.a, 1e-6), 1), textureLoad(color, pixel, 0), exp(-veil.a));
              let overlaid = saturate((lit.a - 1) / (OVERLAID - 1));
              lit /= max(lit.a, 1);
              let seen = lit.rgb / max(lit.a, 1e-4);
              let surface = mix(neutral(seen), seen, overlaid);
              // The ray through the pixel; the far point of a projection without a far plane is a direction.
              let clip = vec2f(at.x * frame.viewport.z * 2 - 1, 1 - at.y * frame.viewport.w * 2);
              let near = frame.inverseViewProjection * vec4f(clip, 1, 1);
              let far = frame.inverseViewProjection * vec4f(clip, 0, 1);
              let origin = near.xyz / near.w;
              let direction = normalize(far.xyz * near.w - near.xyz * far.w);
              let t = -origin.y / direction.y;
              let ground = origin + direction * t;
              let pitch = max(fwidth(ground.xz), vec2f(1e-6));
              let projected = frame.viewProjection * vec4f(ground, 1);
              let depth = projected.z / projected.w;
              // A floor at height 0 hides the grid: what is within a pixel's slope of it counts as in front.
              let slack = 1.5 * fwidth(depth) + 0.0005 * depth;
              var image = frame.background.rgb;
              var alpha = 1.0;
              let bare = frame.background.w < 0;
              let output = u32(frame.overlay.w);
              if (output > 0) {
                // Data are shown as they are; the base colour and lines as colours.
                let colour = output == 1 || output == 5;
                image = select(vec3f(0), frame.background.rgb, output == 5) * (1 - lit.a) + lit.rgb;
                if (bare) {
                  alpha = lit.a;
                  image = lit.rgb / max(alpha, 1e-4);
                }
                image = select(decodeSrgb(image), image, colour);
              } else if (frame.background.w <= 0) {
                var shade = 0.0;
                if (t > 0) {
                  shade = frame.shadowBias.y * groundShadow(ground, at.xy) * horizon(direction.y, length(ground.xz - frame.eye.xz));
                }
                image = mix(image * (1 - shade), surface, lit.a);
                if (bare) {
                  alpha = mix(shade, 1.0, lit.a);
                  image = surface * lit.a / max(alpha, 1e-4);
                }
              } else if (t > 0) {
                let open = openAbove(pixel, depth - slack);
                let fade = horizon(direction.y, length(ground.xz - frame.eye.xz));
                image *= 1 - frame.shadowBias.y * groundShadow(ground, at.xy) * fade;
                image = mix(image, surface, lit.a);
                let stroke = grid(ground.xz, pitch);
                image = mix(image, stroke.rgb, stroke.a * fade * open * (1 - overlaid));
              } else {
                image = mix(image, surface, lit.a);
              }
              if (frame.overlay.y > 0) {
                let outline = outlineAt(pixel);
                image = mix(image, outline.rgb, outline.a);
              }
              let m = frame.marquee;
              if (m.x >= 0) {
                let inside = min(at.xy - m.xy, m.zw - at.xy);
                let edge = min(inside.x, inside.y);
                image = mix(image, vec3f(1.0, 0.347, 0.012), select(0.0, select(0.1, 0.9, edge < max(1.5 / frame.shadowBias.w, 1.0)), edge > 0));
              }
              return vec4f(encodeSrgb(image), alpha);
            }

            fn decodeSrgb(c: vec3f) -> vec3f {
              return select(pow((c + 0.055) / 1.055, vec3f(2.4)), c / 12.92, c <= vec3f(0.04045));
            }

            fn horizon(slope: f32, distance: f32) -> f32 {
              let reach = 28 * max(abs(frame.eye.y), 1.2);
              return smoothstep(0.0, 0.10, abs(slope)) / (1 + pow(distance / reach, 4.0));
            }

            // How much of the pixel is not covered by something in front of that depth.
            fn openAbove(pixel: vec2i, depth: f32) -> f32 {
              var open = 0.0;
              for (var i = 0; i < SAMPLES; i++) { open += select(0.0, 1.0, depthAt(pixel, i) < depth); }
              return open / f32(SAMPLES);
            }

            // Soft: a wide spiral of samples, turned from pixel to pixel so that its steps do not show.
            fn groundShadow(ground: vec3f, at: vec2f) -> f32 {
              let clip = frame.shadow * vec4f(ground + vec3f(0, frame.shadowBias.x, 0), 1);
              let uv = clip.xy * vec2f(0.5, -0.5) + 0.5;
              if (any(uv < vec2f(0)) || any(uv > vec2f(1)) || clip.z < 0 || clip.z > 1) { return 0; }
              let texel = 1.0 / f32(textureDimensions(shadowMap).x);
              let reach = clamp(0.075 / frame.shadowBias.x, 1.5, 24.0) * texel;
              let turn = 6.2831853 * fract(52.9829189 * fract(dot(at, vec2f(0.06711056, 0.00583715))));
              var sum = 0.0;
              for (var i = 0; i < 24; i++) {
                // Where the first eight agree there is no edge of a shadow near.
                if (i == 8 && (sum == 0 || sum == 8)) { sum *= 3; break; }
                let angle = f32(i) * 2.399963 + turn;
                let offset = vec2f(cos(angle), sin(angle)) * sqrt((f32((i * 7) % 24) + 0.5) / 24);
                sum += textureSampleCompareLevel(shadowMap, shadowSampler, uv + offset * reach, clip.z);
              }
              // The key light's own shadow, and a wide faint one, as if it were a window: what stands on the ground belongs to it.
              var wide = 0.0;
              for (var i = 0; i < 8; i++) {
                let angle = f32(i) * 2.399963 + turn;
                let offset = vec2f(cos(angle), sin(angle)) * sqrt((f32(i) + 0.5) / 8);
                wide += textureSampleCompareLevel(shadowMap, shadowSampler, uv + offset * reach * 5, clip.z);
              }
              let border = smoothstep(vec2f(0.5), vec2f(0.42), abs(uv - 0.5));
              return (1 - 0.72 * sum / 24 - 0.28 * wide / 8) * border.x * border.y;
            }

            // Premade for one pixel: lines every 0.1, 1, 10 and 100 m, each fading before it gets too dense; then the axes.
            fn grid(at: vec2f, pitch: vec2f) -> vec4f {
              let dark = dot(frame.background.rgb, vec3f(0.2126, 0.7152, 0.0722)) < 0.35;
              let ink = select(vec3f(0.02), vec3f(0.75), dark);
              var a = 0.0;
              a = max(a, 0.05 * lines(at, pitch, 0.1, 1.0) * smoothstep(0.014, 0.004, max(pitch.x, pitch.y) / frame.shadowBias.w));
              a = max(a, 0.09 * lines(at, pitch, 1, 1.0));
              a = max(a, 0.2 * lines(at, pitch, 10, 1.2));
              a = max(a, 0.2 * lines(at, pitch, 100, 1.3));
              var result = vec4f(ink, a);
              let x = axisLine(at.y, pitch.y);
              let z = axisLine(at.x, pitch.x);
              result = axis(result, vec4f(0.7379, 0.0704, 0.1413, 0.75), x);
              result = axis(result, vec4f(0.0467, 0.2582, 0.9, 0.8), z);
              return result;
            }
            // Its colour stays its own where a large pixel has little of it.
            fn axis(below: vec4f, color: vec4f, part: f32) -> vec4f {
              return mix(below, color, vec4f(vec3f(min(part * frame.shadowBias.w, 1.0)), part));
            }
            fn axisLine(offset: f32, pitch: f32) -> f32 {
              return clamp(extent(1.7) - abs(offset) / pitch, 0.0, 1.0);
            }
            // How far from its middle a line so many pixels of the canvas wide ends to be seen, in pixels drawn. Where those are larger it is fainter.
            fn extent(width: f32) -> f32 {
              let scale = frame.shadowBias.w;
              return select(0.5 * width + 0.5, sqrt(width / scale), scale > 1);
            }
            // Box-filtered lines (Golus 2023): thinner than a pixel they fade instead of flickering.
            fn lines(at: vec2f, pitch: vec2f, spacing: f32, width: f32) -> f32 {
              let s = pitch / spacing;
              let offset = abs(fract(at / spacing + 0.5) - 0.5);
              let stroke = clamp(extent(width) - offset / s, vec2f(0), vec2f(1)) * smoothstep(vec2f(0.16), vec2f(0.02), s / frame.shadowBias.w);
              return max(stroke.x, stroke.y);
            }

            // The colour of the outline that passes through a pixel: near something outlined and not on it.
            fn outlineAt(pixel: vec2i) -> vec4f {
              let own = outlineOf(idAt(pixel, 0));
              let radius = frame.overlay.y;
              var found = own;
              for (var i = 0; i < 8 && found == own; i++) {
                let angle = f32(i) * 0.78539816;
                let reach = select(radius, radius * 0.6, (i & 1) != 0);
                found = outlineBeside(pixel, vec2i(round(vec2f(cos(angle), sin(angle)) * reach)), i);
              }
              if (own == GIZMO || found == own) { return vec4f(0); }
              var best = vec4f(0);
              let reach = i32(ceil(radius));
              for (var y = -reach; y <= reach; y++) {
                for (var x = -reach; x <= reach; x++) {
                  let weight = clamp(radius + 0.75 - length(vec2f(f32(x), f32(y))), 0.0, 1.0);
                  if (weight <= best.a) { continue; }
                  let outline = outlineBeside(pixel, vec2i(x, y), x + 2 * y + 15);
                  if (outline != 0u && outline != GIZMO && outline != own) {
                    best = vec4f(frame.palette[outline].rgb, weight);
                  }
                }
              }
              var inside = 0.0;
              for (var i = 0; i < SAMPLES; i++) { inside += select(0.0, 1.0, outlineOf(idAt(pixel, i)) != 0u); }
              return vec4f(best.rgb, best.a * select(1 - inside / f32(SAMPLES), 1.0, own != 0u));
            }
            fn outlineBeside(pixel: vec2i, offset: vec2i, part: i32) -> u32 {
              let last = vec2i(frame.viewport.xy) - 1;
              return outlineOf(idAt(clamp(pixel + offset, vec2i(0), last), part % SAMPLES));
            }
            // The high byte of an id; the gizmo has all its bits.
            fn outlineOf(id: u32) -> u32 {
              return id >> 24u;
            }
            """;

    private CompositeShader() {}

    /** The shader for targets of so many samples, 1 or 4. */
    static String source(int samples) {
        return FrameShader.STRUCTS + ToneShader.SOURCE + "const SAMPLES = " + samples + ";\nconst GIZMO = 0xffu;\n"
                + IdShader.source(0, 2, samples) + BODY;
    }
}
