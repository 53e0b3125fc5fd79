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
}
