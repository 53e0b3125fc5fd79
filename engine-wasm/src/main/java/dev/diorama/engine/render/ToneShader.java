package dev.diorama.engine.render;

/** Khronos PBR Neutral tone mapping, its inverse, and the sRGB transfer function. */
final class ToneShader {
    static final String SOURCE = """
            // The alpha of what is drawn over the grid although it leaves no depth, in its own colour without tone mapping.
            const OVERLAID = 1.015625;
            // Khronos PBR Neutral Tone Mapper: colours under grey light come out as they are, highlights lose saturation.
            fn neutral(hdr: vec3f) -> vec3f {
              let start = 0.8 - 0.04;
              let x = min(hdr.r, min(hdr.g, hdr.b));
              let offset = select(0.04, x - 6.25 * x * x, x < 0.08);
              let c = hdr - offset;
              let peak = max(c.r, max(c.g, c.b));
              if (peak < start) { return c; }
              let d = 1 - start;
              let compressed = 1 - d * d / (peak + d - start);
              let g = 1 - 1 / (0.15 * (peak - compressed) + 1);
              return mix(c * (compressed / peak), vec3f(compressed), g);
            }
            fn inverseNeutral(sdr: vec3f) -> vec3f {
              let start = 0.8 - 0.04;
              let peak = min(max(sdr.r, max(sdr.g, sdr.b)), 0.995);
              var c = sdr;
              if (peak > start) {
                let d = 1 - start;
                let original = d * d / (1 - peak) - d + start;
                let g = 1 - 1 / (0.15 * (original - peak) + 1);
                c = max((sdr - g * peak) / (1 - g), vec3f(0)) * (original / peak);
              }
              let x = min(c.r, min(c.g, c.b));
              return c + select(0.04, sqrt(max(x, 0.0) / 6.25) - x, x < 0.04);
            }
            fn encodeSrgb(linear: vec3f) -> vec3f {
              let c = clamp(linear, vec3f(0), vec3f(1));
              return select(1.055 * pow(c, vec3f(1 / 2.4)) - 0.055, 12.92 * c, c <= vec3f(0.0031308));
            }
            """;

    private ToneShader() {}
}
