package dev.diorama.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes the module of the npm package from the one that TeaVM wrote: reports its sizes, lets {@code wasm-opt} have it where there is one,
 * and takes the names out.
 *
 * <p>Arguments: the module with names, the module of the package, the report to write, the committed report, {@code true} to keep the
 * names, and the program {@code wasm-opt} or nothing. The scripts beside the module of the package are shortened, and
 * {@code engine.global.js} is made of them.
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

    private PackageEngine() {}

    /** Runs one step of the build. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path compiled = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        report(compiled, Path.of(arguments[2]), Path.of(arguments[3]));
        Path optimized =
                Files.isRegularFile(Path.of(arguments[5])) ? optimize(compiled, Path.of(arguments[5])) : compiled;
        boolean names = Boolean.parseBoolean(arguments[4]);
        byte[] module = Files.readAllBytes(optimized);
        Path npm = target.resolveSibling("");
        Files.createDirectories(npm);
        Files.write(target, names ? module : WasmFile.of(module).without("name"));
        scripts(npm);
    }

    private static void scripts(Path npm) throws IOException {
        Map<String, String> modules = new TreeMap<>();
        try (Stream<Path> files = Files.list(npm)) {
            for (Path file : files.filter(PackageEngine::isGlue).toList()) {
                String text = withoutNodeImports(Files.readString(file));
                text = file.endsWith("engine-runtime.js") ? text : GlueText.shorter(text);
                Files.writeString(file, text);
                modules.put("./" + file.getFileName(), text);
            }
        }
        Files.writeString(npm.resolve("engine.global.js"), GlobalScript.of(modules, "./index.js", "Diorama"));
    }

    /** What Node has is asked of Node, and not by an import: bundlers for browsers follow imports, and webpack fails at this one. */
    private static String withoutNodeImports(String script) {
        return script.replaceAll("import\\((['\"]node:[\\w/]+['\"])\\)", "process.getBuiltinModule($1)")
                .replaceAll("\\bimport\\((\\w+)\\)", "import(/* webpackIgnore: true */$1)");
    }

    private static boolean isGlue(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".js") && !name.equals("engine.global.js") && !name.equals("engine.fallback.js");
    }

    private static void report(Path compiled, Path report, Path committed) throws IOException {
        SizeReport sizes = new SizeReport(WasmFile.of(Files.readAllBytes(compiled)));
        Files.writeString(report, sizes.text());
        String changes = Files.exists(committed) ? sizes.since(SizeReport.read(Files.readAllLines(committed))) : "";
        System.out.println("engine.wasm: " + sizes.total() + " bytes before compression"
                + (changes.isEmpty() ? ", as committed in " + committed : "; since " + committed + ":\n" + changes));
    }

    private static Path optimize(Path compiled, Path program) throws IOException, InterruptedException {
        Path optimized = compiled.resolveSibling("engine.optimized.wasm");
        List<String> command = new ArrayList<>(List.of("node", program.toString(), "-Oz", "--converge"));
        for (String feature : FEATURES) {
            command.add("--enable-" + feature);
        }
        command.addAll(List.of(compiled.toString(), "-o", optimized.toString()));
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("wasm-opt failed: status=" + status);
        }
        return optimized;
    }
}
