package dev.diorama.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes the npm package of the module that TeaVM wrote and the glue that bindgen wrote: reports sizes, lets {@code wasm-opt} and {@code
 * esbuild} make it smaller where they are, and takes the names out. With names it is the development build: it has the source map with the
 * sources, and stack traces name file and line of Java.
 *
 * <p>Arguments are {@code name=value}: {@code compiled}, the module with names; {@code glue}, the folder of bindgen's files; {@code
 * package}, the folder to fill, where {@code engine.fallback.js} may lie already; and where they are wanted {@code report}, the report to
 * write, {@code committed}, the one to compare with, {@code names=true}, {@code wasm-opt}, {@code esbuild}, and {@code sources}, folders
 * of Java separated by commas.
 */
public final class PackageEngine {
    /** Named one by one: with all of them Binaryen writes what no browser reads. */
    private static final List<String> FEATURES = List.of(
            "gc",
            "reference-types",
            "exception-handling",
            "bulk-memory",
            "bulk-memory-opt",
            "nontrapping-float-to-int",
            "sign-ext",
            "multivalue",
            "mutable-globals",
            "extended-const");

    /**
     * What makes the module smallest, found by trying: types that nobody tells apart become one, and those that are used most get the short
     * numbers.
     */
    private static final List<String> PASSES = List.of(
            "-Oz",
            "--cfp",
            "--gufa",
            "--gto",
            "--remove-unused-types",
            "--unsubtyping",
            "--type-merging",
            "--remove-unused-types",
            "-Oz",
            "--converge",
            "--reorder-types");

    /** Part of the names that TeaVM gives to functions that it hands to JavaScript. */
    private static final String EXPORTED = "$exported$";

    /** The section with the size of the memory, which runtime.js reads. */
    private static final String MEMORY = "teavm.memoryRequirements";

    private PackageEngine() {}

    /** Runs one step of the build. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = new TreeMap<>();
        for (String each : arguments) {
            int sign = each.indexOf('=');
            options.put(each.substring(0, sign), each.substring(sign + 1));
        }
        Path compiled = Path.of(options.get("compiled"));
        Path npm = Path.of(options.get("package"));
        Files.createDirectories(npm);
        if (options.containsKey("report")) {
            report(compiled, Path.of(options.get("report")), Path.of(options.get("committed")));
        }
        List<Path> scripts = glue(Path.of(options.get("glue")), npm);
        Path fallback = npm.resolve("engine.fallback.js");
        if (Files.exists(fallback)) {
            FallbackScript.main(fallback.toString());
        }
        if (Boolean.parseBoolean(options.get("names"))) {
            Files.copy(compiled, npm.resolve("engine.wasm"), StandardCopyOption.REPLACE_EXISTING);
            traces(compiled, npm, options.getOrDefault("sources", ""));
            return;
        }
        Path optimizer = Path.of(options.getOrDefault("wasm-opt", ""));
        Path optimized = compiled.resolveSibling("engine.optimized.wasm");
        Files.deleteIfExists(optimized);
        boolean smaller = Files.isRegularFile(optimizer) && hasNode();
        if (smaller) {
            optimize(compiled, optimizer, optimized);
        }
        byte[] module =
                WasmFile.of(Files.readAllBytes(smaller ? optimized : compiled)).without("name");
        Files.write(npm.resolve("engine.wasm"), WasmFile.of(module).without(WasmFile.CALLED));
        String minifier = options.getOrDefault("esbuild", "");
        if (Files.isRegularFile(Path.of(minifier))) {
            minify(scripts, npm, minifier);
        }
    }

    /** Copies what bindgen wrote, shortens the scripts and makes one script of them; returns all scripts. */
    private static List<Path> glue(Path from, Path npm) throws IOException {
        Map<String, String> modules = new TreeMap<>();
        List<Path> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean script = name.endsWith(".js");
                String text = script ? GlueText.shorter(Files.readString(file)) : Files.readString(file);
                Files.writeString(npm.resolve(name), text);
                if (script) {
                    modules.put("./" + name, text);
                    scripts.add(npm.resolve(name));
                }
            }
        }
        Path global = npm.resolve("engine.global.js");
        Files.writeString(global, GlobalScript.of(modules, "./index.js", "Diorama"));
        scripts.add(global);
        return scripts;
    }

    /** Puts the source map beside the module, and what reads it in the place of {@code trace.js}. */
    private static void traces(Path compiled, Path npm, String sources) throws IOException {
        String map = Files.readString(compiled.resolveSibling("engine.wasm.map"));
        List<Path> folders = Stream.of(sources.split(",")).map(Path::of).toList();
        Files.writeString(npm.resolve("engine.wasm.map"), SourceMap.withSources(map, folders));
        try (InputStream in = PackageEngine.class.getResourceAsStream("trace.js")) {
            Files.write(npm.resolve("trace.js"), Objects.requireNonNull(in).readAllBytes());
        }
    }

    private static void minify(List<Path> scripts, Path npm, String program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(program, "--minify", "--target=es2022", "--log-level=warning", "--allow-overwrite"));
        command.add("--outdir=" + npm);
        scripts.forEach(script -> command.add(script.toString()));
        run(command);
    }

    private static void report(Path compiled, Path report, Path committed) throws IOException {
        SizeReport sizes = new SizeReport(WasmFile.of(Files.readAllBytes(compiled)));
        Files.writeString(report, sizes.text());
        String changes = Files.exists(committed) ? sizes.since(SizeReport.read(Files.readAllLines(committed))) : "";
        System.out.println("engine.wasm: " + sizes.total() + " bytes before compression"
                + (changes.isEmpty() ? ", as committed in " + committed : "; since " + committed + ":\n" + changes));
    }

    /** Tools of a build with Node may lie there when there is none. */
    private static boolean hasNode() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void optimize(Path compiled, Path program, Path optimized) throws IOException, InterruptedException {
        WasmFile module = WasmFile.of(Files.readAllBytes(compiled));
        Path hinted = compiled.resolveSibling("engine.hinted.wasm");
        Files.write(hinted, module.calledFromJavaScript(EXPORTED));
        Path text = compiled.resolveSibling("engine.wat");
        binaryen(program.resolveSibling("wasm-dis"), hinted, text, List.of());
        Files.writeString(text, simpler(Files.readString(text)));
        List<String> passes = new ArrayList<>(List.of("--closed-world"));
        passes.addAll(PASSES);
        binaryen(program, text, optimized, passes);
        // A text has no sections of one's own.
        Files.write(optimized, WasmFile.of(Files.readAllBytes(optimized)).with(module, MEMORY));
        Files.delete(hinted);
        Files.delete(text);
    }

    /** What TeaVM does when the module starts and can be done in the build. */
    private static String simpler(String text) {
        ModuleText module = new ModuleText(text);
        EagerClasses.initialize(module);
        FilledTables.fill(module);
        DirectExports.make(module);
        StringTable.shorten(module);
        return module.toString();
    }

    private static void binaryen(Path program, Path from, Path to, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", program.toString()));
        command.addAll(options);
        FEATURES.forEach(feature -> command.add("--enable-" + feature));
        command.addAll(List.of(from.toString(), "-o", to.toString()));
        run(command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("a program failed: status=" + status + " command=" + command);
        }
    }
}
