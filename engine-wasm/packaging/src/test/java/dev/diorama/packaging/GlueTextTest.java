package dev.diorama.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The glue in the package")
class GlueTextTest {
    @Test
    void losesCommentsAndIndentation() {
        String source = """
                // What it is.
                /** Documentation
                 * of two lines. */
                export function f(a) {
                  // why
                  return `https://${a}`; // stays
                }

                /* one */
                const b = 1;
                """;

        assertThat(GlueText.shorter(source))
                .isEqualTo("export function f(a) {\nreturn `https://${a}`; // stays\n}\nconst b = 1;\n");
    }
}
