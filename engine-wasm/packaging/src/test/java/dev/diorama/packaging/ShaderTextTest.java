package dev.diorama.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Shaders in the package")
class ShaderTextTest {
    @Test
    void loseCommentsAndBlanks() {
        String source = """
                // The light.
                struct Frame {
                  eye: vec4f,   // w is 1
                }
                fn lit(a: f32, b: f32) -> f32 {
                  let c = a - -b;
                  return select(c, a / b, a <= b);
                }
                """;

        assertThat(ShaderText.shorter(source))
                .isEqualTo("struct Frame{eye:vec4f,}fn lit(a:f32,b:f32)->f32{let c=a- -b;return select(c,a/b,a<=b);}");
    }

    @Test
    void callTheirOwnNamesShort() {
        String source = ShaderText.shorter("""
                const LIMIT = 2.0;
                var<private> total: f32;
                @vertex
                fn main(@builtin(position) position: vec4f, @location(0) normal: vec3f) -> @builtin(position) vec4f {
                  let facing = dot(normal, position.xyz);
                  for (var step = 0u; step < 4u; step++) { total += a[step] * facing; }
                  var limit: f32 = min(LIMIT, facing);
                  let level = level(limit);
                  return vec4f(normal.position, level);
                }
                """);

        assertThat(ShaderNames.shorter(source))
                .as("what is declared outside, members, and a name that is a function's too, stay")
                .isEqualTo("const LIMIT=2.0;var<private>total:f32;"
                        + "@vertex fn main(@builtin(position)b:vec4f,@location(0)c:vec3f)->@builtin(position)vec4f{"
                        + "let d=dot(c,b.xyz);for(var e=0u;e<4u;e++){total+=a[e]*d;}var f:f32=min(LIMIT,d);"
                        + "let level=level(f);return vec4f(c.position,level);}");
    }

    @Test
    void ofWhichThereAreMoreThanLettersGetDigits() {
        StringBuilder source = new StringBuilder("fn many(){");
        for (int i = 0; i < 28; i++) {
            source.append("let name").append(i).append("=1;");
        }
        assertThat(ShaderNames.shorter(source + "}")).endsWith("let z=1;let a0=1;let b0=1;}");
    }
}
