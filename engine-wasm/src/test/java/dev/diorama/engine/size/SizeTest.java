package dev.diorama.engine.size;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import dev.diorama.packaging.OrderTransformer;
import dev.diorama.packaging.RecordTransformer;
import dev.diorama.packaging.SizeReport;
import dev.diorama.packaging.WasmFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

@DisplayName("The size of the npm package")
class SizeTest {
    private static final Path NPM = Path.of("target/npm");

    /** All that a page loads, brotli: the engine, the scene, the CRDT, the glue and the loader. */
    private static final int BUDGET = 150_000;

    /** The same where neither wasm-opt nor esbuild was to be had, because the build ran without Node. */
    private static final int BUDGET_WITHOUT_NODE = 172_000;

    /** What nobody needs who has a browser around, and what it costs to take one call of it. */
    private static final List<String> FAT = List.of(
            "java.math.",
            "java.text.",
            "java.time.",
            "java.util.regex.",
            "java.util.stream.",
            "java.util.Formatter",
            "java.util.Locale",
            "java.util.concurrent.",
            "java.nio.charset.",
            "org.teavm.classlib.impl.text.DoubleAnalyzer",
            "org.teavm.classlib.impl.text.FloatAnalyzer",
            "org.teavm.classlib.impl.tz",
            "org.teavm.classlib.impl.unicode");

    @Test
    @DisplayName("[E100] is within its budget, glue and loader included")
    void isWithinItsBudget() throws IOException {
        Brotli4jLoader.ensureAvailability();
        boolean optimized = Files.exists(Path.of("target/teavm/engine.optimized.wasm"));
        int size = 0;
        try (Stream<Path> files = Files.list(NPM)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (isLoaded(name)) {
                    int compressed =
                            Encoder.compress(Files.readAllBytes(file), new Encoder.Parameters().setQuality(11)).length;
                    System.out.println(name + ": " + compressed + " bytes, brotli");
                    size += compressed;
                }
            }
        }
        System.out.println("npm package, brotli: " + size + " bytes" + (optimized ? "" : ", without wasm-opt"));
        assertThat(size).isLessThanOrEqualTo(optimized ? BUDGET : BUDGET_WITHOUT_NODE);
    }

    @Test
    @DisplayName(
            "[E101] nothing fat gets into the module: no format, no regular expression, no text of a double but our own")
    void takesNothingFat() {
        assertThat(functions())
                .extracting(WasmFile.Function::name)
                .hasSizeGreaterThan(1000)
                .noneMatch(name -> FAT.stream().anyMatch(name::startsWith));
    }

    @Test
    @DisplayName("[E101] records that only tell something bring nothing to compare them with")
    void comparesNothingThatIsOnlyTold() {
        assertThat(functions())
                .extracting(WasmFile.Function::name)
                .noneMatch(name -> RecordTransformer.TOLD.stream().anyMatch(name::startsWith)
                        && (name.contains("::equals") || name.contains("::hashCode")));
    }

    @Test
    @DisplayName("[E102] a class that is not used adds nothing to the module")
    void unusedClassesCostNothing() throws TeaVMToolException, IOException {
        // The classes of these tests and what they depend on, besides the engine's.
        String[] classPath = System.getProperty("java.class.path").split(File.pathSeparator);
        assertThat(classPath).anyMatch(path -> path.contains("test-classes"));
        Path again = Path.of("target/teavm-again");
        TeaVMTool tool = new TeaVMTool();
        tool.setTargetType(TeaVMTargetType.WEBASSEMBLY_GC);
        tool.setMainClass(System.getProperty("engine.mainClass"));
        tool.setTargetDirectory(again.toFile());
        tool.setTargetFileName("engine.wasm");
        tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
        tool.setObfuscated(false);
        tool.setStrict(Boolean.getBoolean("engine.strict"));
        tool.setMinDirectBuffersSize(4 << 20);
        tool.getTransformers().add("dev.diorama.packaging.OrderTransformer");
        tool.getTransformers().add("dev.diorama.packaging.ShaderTransformer");
        tool.getTransformers().add("dev.diorama.packaging.FormatTransformer");
        tool.getTransformers().add("dev.diorama.packaging.RecordTransformer");
        tool.setClassPath(Stream.of(classPath).map(File::new).toList());
        tool.setClassLoader(SizeTest.class.getClassLoader());
        // As if Maven had compiled something else before.
        OrderTransformer.counter().addAndGet(54_321);
        tool.generate();

        WasmFile with = WasmFile.of(Files.readAllBytes(again.resolve("engine.wasm")));
        assertThat(with.functions())
                .extracting(WasmFile.Function::name)
                .isEqualTo(functions().stream().map(WasmFile.Function::name).toList());
        assertThat(again.resolve("engine.wasm"))
                .as("the same bytes, as -XX:hashCode=2 makes them in .mvn/jvm.config")
                .hasSameBinaryContentAs(Path.of("target/teavm/engine.wasm"));
    }

    @Test
    @DisplayName("[E100] the committed report tells where the bytes are, to a twentieth")
    void reportIsCommitted() throws IOException {
        SizeReport committed = SizeReport.read(Files.readAllLines(Path.of("size-report.txt")));
        SizeReport now = new SizeReport(module());

        assertThat((double) now.total())
                .as("copy target/size-report.txt to size-report.txt if this is meant:%n%s", now.since(committed))
                .isBetween(committed.total() * 0.95, committed.total() * 1.05);
    }

    private static List<WasmFile.Function> functions() {
        return module().functions();
    }

    private static WasmFile module() {
        try {
            return WasmFile.of(Files.readAllBytes(Path.of("target/teavm/engine.wasm")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a page fetches: the module and its scripts, not what other kinds of pages get instead. */
    private static boolean isLoaded(String name) {
        boolean instead = name.equals("engine.fallback.js") || name.equals("engine.global.js");
        return name.equals("engine.wasm") || (name.endsWith(".js") && !instead);
    }
}
