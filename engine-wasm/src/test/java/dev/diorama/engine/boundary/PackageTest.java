package dev.diorama.engine.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.bindgen.Coded;
import dev.diorama.engine.editor.EditorException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.teavm.jso.JSExport;

@DisplayName("The npm package and the Java behind it")
class PackageTest {
    private static final Path PACKAGE = Path.of("target/npm");

    /** The glue as it is written, before it is made shorter. */
    private static final Path GLUE = Path.of("target/classes/META-INF/npm/index.js");

    private static final Path GOLDEN = Path.of("api/index.d.ts");

    @Test
    @DisplayName("[E91] the public API is the one that was agreed on")
    void isTheAgreedApi() throws IOException {
        assertThat(read("index.d.ts"))
                .as("The API of the npm package is another. If that is meant, run in engine-wasm:"
                        + " cp target/npm/index.d.ts api/index.d.ts; commit it, and say it in docs/CHANGELOG.md")
                .isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    @DisplayName("[E90] no type of the package is any")
    void hasNoAny() throws IOException {
        String code = read("index.d.ts").replaceAll("(?s)/\\*.*?\\*/", "");

        assertThat(code).doesNotContainPattern("\\bany\\b");
    }

    @Test
    @DisplayName("[E60] exports init, Engine and EngineError, and nothing else")
    void exportsThreeNames() throws IOException {
        for (Path file : new Path[] {GLUE, PACKAGE.resolve("index.d.ts")}) {
            assertThat(names(Files.readString(file), "^export (?:default )?(?:async )?(?:function|class|const) (\\w+)"))
                    .as(file.toString())
                    .containsExactlyInAnyOrder("init", "Engine", "EngineError");
        }
    }

    @Test
    @DisplayName(
            "[E60] every public method of the engine is in the glue, the types and the bridge, and nothing else is")
    void everyMethodIsEverywhere() throws IOException {
        Set<String> java = Arrays.stream(Engine.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> bridge = Arrays.stream(EngineBridge.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JSExport.class))
                .map(Method::getName)
                .filter(name -> !name.startsWith("$"))
                .collect(Collectors.toCollection(TreeSet::new));
        String glue = Files.readString(GLUE);
        String types = read("index.d.ts");

        assertThat(bridge).hasSizeGreaterThan(60).isEqualTo(java);
        assertThat(names(engineClass(types), "^  (?:static )?(\\w+)\\(.*;$")).isEqualTo(java);
        Set<String> implemented = names(engineClass(glue), "^ *(?:static )?(?:async )?(\\w+)\\([^)]*\\) \\{$");
        implemented.remove("constructor");
        assertThat(implemented).isEqualTo(java);
    }

    @Test
    @DisplayName("[E62] every code that Java throws is declared")
    void declaresEveryErrorCode() throws IOException {
        Set<String> declared = names(read("index.d.ts"), "^  \\| '([A-Z_]+)'");

        assertThat(declared)
                .contains("NO_WEBGPU", "NO_WASM_GC", "LOAD_FAILED", "DEVICE_LOST", "FREED", "POISONED", "INTERNAL");
        assertThat(declared)
                .containsAll(Arrays.stream(EditorException.Code.values())
                        .map(Enum::name)
                        .toList());
        assertThat(EditorException.class).isAssignableTo(Coded.class);
        assertThat(new EditorException(EditorException.Code.UNKNOWN_NODE, "x").errorCode())
                .isEqualTo("UNKNOWN_NODE");
    }

    @Test
    @DisplayName("[E66] topics have the bits that the editor sends")
    void namesTopicsByBit() throws ReflectiveOperationException {
        for (Topic topic : Topic.values()) {
            assertThat(dev.diorama.engine.editor.Topic.class
                            .getField(topic.name())
                            .getInt(null))
                    .as(topic.name())
                    .isEqualTo(1 << Arrays.asList(Topic.values()).indexOf(topic));
        }
        assertThat(dev.diorama.engine.editor.Topic.class.getFields()).hasSameSizeAs(Topic.values());
    }

    @Test
    @DisplayName("[E92] package.json lists the files that the package is made of, and there are no others")
    void listsItsFiles() throws IOException {
        String manifest = read("package.json");
        String list = manifest.substring(manifest.indexOf("\"files\""));
        Set<String> listed = names(list.substring(list.indexOf('[')), "\"([^\"]+)\"");
        Set<String> there;
        try (Stream<Path> files = Files.list(PACKAGE)) {
            there = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("package.json"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        assertThat(there).containsAll(listed);
        assertThat(manifest)
                .contains("\"name\": \"@diorama/engine\"", "\"type\": \"module\"", "\"sideEffects\": false");
        assertThat(manifest).doesNotContain("SNAPSHOT").contains("\"version\": \"");
    }

    @Test
    @DisplayName("[E60] names of enums are as short as they are in Java")
    void namesConstants() throws IOException {
        String types = read("index.d.ts");

        for (Primitive primitive : Primitive.values()) {
            assertThat(types).contains("'" + primitive.name().toLowerCase(Locale.ROOT) + "'");
            assertThat(dev.diorama.scene.schema.Primitive.ofWireName(primitive.wireName()))
                    .isNotNull();
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(PACKAGE.resolve(file));
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
}
