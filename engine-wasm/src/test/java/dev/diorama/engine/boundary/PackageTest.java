package dev.diorama.engine.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.engine.editor.EditorException;
import dev.diorama.engine.editor.Topic;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.teavm.jso.JSExport;

@DisplayName("The npm package and the Java behind it")
class PackageTest {
    /** What belongs to the module or is only the glue's. */
    private static final Set<String> NOT_OF_AN_ENGINE =
            Set.of("start", "mailbox", "expect", "take", "errorCode", "errorMessage", "create", "free");

    private String glue = "";
    private String types = "";

    @BeforeEach
    void read() throws IOException {
        glue = Files.readString(Path.of("src/main/npm/index.js"));
        types = Files.readString(Path.of("src/main/npm/index.d.ts"));
    }

    @Test
    @DisplayName("[E60] exports init, Engine and EngineError, and nothing else")
    void exportsThreeNames() {
        assertThat(names(glue, "^export (?:default )?(?:async )?(?:function|class|const) (\\w+)"))
                .containsExactlyInAnyOrder("init", "Engine", "EngineError");
        assertThat(names(types, "^export (?:default )?(?:async )?(?:function|class|const) (\\w+)"))
                .containsExactlyInAnyOrder("init", "Engine", "EngineError");
    }

    @Test
    @DisplayName("[E60] declares what it implements, with the same parameters")
    void declaresWhatItImplements() {
        Set<String> implemented = signatures(engineClass(glue), "^  (?:static )?(?:async )?(\\w+)\\(([^)]*)\\) \\{$");
        Set<String> declared = signatures(engineClass(types), "^  (?:static )?(\\w+)\\(([^)]*)\\): .*;$");
        implemented.removeIf(signature -> signature.startsWith("constructor"));

        assertThat(declared).hasSizeGreaterThan(40).isEqualTo(implemented);
    }

    @Test
    @DisplayName("[E60] every method of an engine has its export, and the other way round")
    void everyMethodHasItsExport() {
        Set<String> exported = Arrays.stream(EngineMain.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JSExport.class))
                .map(Method::getName)
                .filter(name -> !NOT_OF_AN_ENGINE.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> declared = names(engineClass(types), "^  (\\w+)\\(");
        declared.removeAll(NOT_OF_AN_ENGINE);

        assertThat(exported).isEqualTo(declared);
    }

    @Test
    @DisplayName("[E62] every code that Java throws is declared")
    void declaresEveryErrorCode() {
        Set<String> declared = names(types, "^  \\| '([A-Z_]+)'");

        assertThat(declared)
                .contains("NO_WEBGPU", "NO_WASM_GC", "LOAD_FAILED", "DEVICE_LOST", "FREED", "POISONED", "INTERNAL");
        assertThat(declared)
                .containsAll(Arrays.stream(EditorException.Code.values())
                        .map(Enum::name)
                        .toList());
        assertThat(declared).contains(ErrorCodes.of(new BoundaryException("INVALID_ARGUMENT", "x")));
        assertThat(ErrorCodes.of(new EditorException(EditorException.Code.UNKNOWN_NODE, "x")))
                .isEqualTo("UNKNOWN_NODE");
        assertThat(ErrorCodes.of(new IllegalStateException("x"))).isEqualTo("INTERNAL");
        assertThat(ErrorCodes.of(null)).isEqualTo("INTERNAL");
    }

    @Test
    @DisplayName("[E66] the glue names topics by the bits that Java sends")
    void namesTopicsByBit() throws ReflectiveOperationException {
        Matcher list = Pattern.compile("const TOPICS = \\[([^]]*)]").matcher(glue);
        assertThat(list.find()).isTrue();
        String[] names = list.group(1).replace("'", "").split(", ");

        for (int bit = 0; bit < names.length; bit++) {
            String constant = names[bit].toUpperCase(java.util.Locale.ROOT);
            assertThat(Topic.class.getField(constant).getInt(null)).isEqualTo(1 << bit);
        }
        assertThat(Topic.class.getFields()).hasSize(names.length);
    }

    @Test
    @DisplayName("[E60] package.json lists the files that the package is made of")
    void listsItsFiles() throws IOException {
        String manifest = Files.readString(Path.of("src/main/npm/package.json"));

        assertThat(manifest)
                .contains(
                        "\"files\": [\"engine.wasm\", \"engine-runtime.js\", \"csp.js\", \"checks.js\", \"index.js\", \"index.d.ts\"]");
    }

    private static String engineClass(String source) {
        return source.substring(source.indexOf("export class Engine {"));
    }

    private static Set<String> names(String source, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(source)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> signatures(String source, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(source)
                .results()
                .map(match -> match.group(1) + "(" + parameters(match.group(2)) + ")")
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names alone: types of TypeScript, and what is optional, left out. */
    private static String parameters(String list) {
        return list.replaceAll("\\??:[^,]*", "").replaceAll("\\s", "");
    }
}
