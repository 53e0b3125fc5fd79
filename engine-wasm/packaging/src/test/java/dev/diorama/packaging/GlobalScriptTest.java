package dev.diorama.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The package as a classic script")
class GlobalScriptTest {
    @Test
    void isOneFunctionPerModule() {
        String script = GlobalScript.of(
                Map.of(
                        "./index.js",
                        "import { load as start } from './load.js';\nexport default function init() {\nstart(import.meta.url);\n}\nexport class Engine {}\n",
                        "./load.js",
                        "var a=1;function b(){return a}export{b as load};"),
                "./index.js",
                "Diorama");

        assertThat(script).isEqualTo("""
                        var Diorama = (() => {
                        const $address = document.currentScript.src;
                        const $__load_js = (() => {
                        var a=1;function b(){return a}
                        return { load: b };
                        })();
                        const $__index_js = (() => {
                        const { load: start } = $__load_js;
                        function init() {
                        start($address);
                        }
                        class Engine {}

                        return { init: init, Engine };
                        })();
                        return $__index_js;
                        })();
                        """);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> GlobalScript.of(Map.of("./a.js", "export * from './b.js';\n"), "./a.js", "A"))
                .hasMessageContaining("not known");
    }
}
