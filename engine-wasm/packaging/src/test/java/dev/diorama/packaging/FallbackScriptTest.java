package dev.diorama.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine as JavaScript")
class FallbackScriptTest {
    private static final String FUNCTOR = "let fn=function(){return b[c].apply(b,arguments);};";

    @Test
    @DisplayName("is a function that makes a new one each time, and hands functions to adopt")
    void makesAFunction() {
        assertThat(FallbackScript.of(
                        "\"use strict\";\nlet C=1," + "D=2;" + FUNCTOR + "\nexport{C as main,\nD as $start};\n"))
                .isEqualTo("export function instantiate($adopt){\"use strict\";\nlet C=1,D=2;"
                        + "let fn=$adopt(function(){return b[c].apply(b,arguments);});\nreturn{main:C,$start:D};}\n");
    }

    @Test
    @DisplayName("may have its lines broken anywhere")
    void findsWhatIsBroken() {
        assertThat(FallbackScript.of("let fn=function(){return b[c].apply(b,\narguments);};export\n{a\nas b};"))
                .contains("let fn=$adopt(function(){return b[c].apply(b,\narguments);});")
                .endsWith("return{b:a};}\n");
    }

    @Test
    @DisplayName("of another form is refused")
    void refusesOthers() {
        assertThatThrownBy(() -> FallbackScript.of(FUNCTOR + "var a;")).hasMessageContaining("form");
        assertThatThrownBy(() -> FallbackScript.of("import 'a';" + FUNCTOR + "export{a as b};"))
                .hasMessageContaining("form");
        assertThatThrownBy(() -> FallbackScript.of("export{a as b};")).hasMessageContaining("functions");
    }
}
