package dev.diorama.engine.render;

/**
 * The studio that objects stand in and reflect: a bright room that darkens to the floor, a big soft box above, a strip at the back.
 * {@link Studio} is the same in Java, for the spherical harmonics.
 */
final class StudioShader {
    static final String SOURCE = """
            struct Lighting {
              key: vec4f,            // direction to the key light
              keyColor: vec4f,       // and how many lights there are
              harmonics: array<vec4f, 9>,
              lights: array<Light, 64>,
            }
            struct Light {
              place: vec4f,          // world position; of a directional light the direction to it, and 0
              color: vec4f,          // times the intensity; 1 / range squared
              way: vec4f,            // where it points; of a spot the scale of the cosine to it
              cone: vec4f,           // and the offset
            }

            // Radiance that comes from a direction, blurred as a surface of that roughness blurs it.
            fn studio(d: vec3f, roughness: f32) -> vec3f {
              let blur = 0.08 + 0.9 * roughness;
              let room = mix(vec3f(0.17, 0.162, 0.155), vec3f(0.36, 0.39, 0.44), smoothstep(-blur, blur + 0.35, d.y));
              let box = softBox(d, vec3f(-0.42, 0.80, 0.42), 0.86, blur * 0.35) * vec3f(2.3, 2.2, 2.1);
              let strip = softBox(d, vec3f(0.80, 0.28, -0.53), 0.93, blur * 0.30) * vec3f(1.2, 1.4, 1.7);
              return room + (box + strip) / (1 + 1.6 * roughness);
            }
            fn softBox(d: vec3f, towards: vec3f, cosine: f32, blur: f32) -> f32 {
              return smoothstep(cosine - blur, cosine + blur * 0.5, dot(d, towards));
            }

            // Diffuse light that falls on a surface: the studio's spherical harmonics, convolved with the cosine.
            fn irradiance(n: vec3f) -> vec3f {
              let c = lighting.harmonics;
              return max(vec3f(0), c[0].rgb
                + c[1].rgb * n.y + c[2].rgb * n.z + c[3].rgb * n.x
                + c[4].rgb * n.x * n.y + c[5].rgb * n.y * n.z + c[6].rgb * (3 * n.z * n.z - 1)
                + c[7].rgb * n.x * n.z + c[8].rgb * (n.x * n.x - n.y * n.y));
            }
            """;

    private StudioShader() {}
}
