import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fails when a rule of a module's SPEC.md is cited by no test, or when a test cites a rule that does not exist. */
public final class SpecCoverage {

    private static final Pattern RULE = Pattern.compile("^\\s*(?:[-*]\\s+)?\\*\\*([A-Z]\\d+)\\*\\*", Pattern.MULTILINE);
    private static final Pattern CITATION = Pattern.compile("\\[([A-Z]\\d+)]");
    private static final Set<String> PASSED_OVER = Set.of("node_modules", "target", "dist", ".git");
    private static final Set<String> SOURCES = Set.of("java", "ts", "tsx", "mjs", "js");

    public static void main(String[] args) throws IOException {
        Path root = Path.of(args.length > 0 ? args[0] : ".");
        Map<String, Path> rules = new TreeMap<>();
        Set<String> problems = new TreeSet<>();
        for (Path module : list(root).filter(Files::isDirectory).toList()) {
            Path spec = module.resolve("SPEC.md");
            if (Files.exists(spec)) {
                RULE.matcher(read(spec)).results().forEach(found -> {
                    if (rules.put(found.group(1), spec) != null) {
                        problems.add("rule " + found.group(1) + " is defined twice");
                    }
                });
            }
        }
        Map<String, Set<String>> citations = new TreeMap<>();
        for (Path module : list(root).filter(Files::isDirectory).toList()) {
            for (Path test : tests(module)) {
                CITATION.matcher(read(test)).results().forEach(found -> citations
                        .computeIfAbsent(found.group(1), rule -> new TreeSet<>())
                        .add(root.relativize(test).toString()));
            }
        }
        Set<String> letters = rules.keySet().stream().map(rule -> rule.substring(0, 1)).collect(Collectors.toSet());
        rules.forEach((rule, spec) -> {
            if (!citations.containsKey(rule)) {
                problems.add("no test cites " + rule + " of " + root.relativize(spec));
            }
        });
        citations.forEach((rule, files) -> {
            if (letters.contains(rule.substring(0, 1)) && !rules.containsKey(rule)) {
                problems.add(rule + " is no rule of any SPEC.md, but cited in " + files);
            }
        });
        problems.forEach(System.err::println);
        System.out.println("SPEC coverage: " + rules.size() + " rules, " + problems.size() + " problems");
        if (!problems.isEmpty()) {
            System.exit(1);
        }
    }

    private static List<Path> tests(Path module) throws IOException {
        try (Stream<Path> files = Files.walk(module)) {
            return files.filter(file -> Stream.iterate(file, parent -> parent != null, Path::getParent)
                            .map(part -> part.getFileName() == null ? "" : part.getFileName().toString())
                            .noneMatch(PASSED_OVER::contains))
                    .filter(Files::isRegularFile)
                    .filter(file -> SOURCES.contains(extension(file)))
                    .filter(file -> isTest(module.relativize(file).toString().replace('\\', '/')))
                    .toList();
        }
    }

    private static boolean isTest(String path) {
        return path.startsWith("src/test/")
                || path.contains("/src/test/")
                || path.startsWith("test/")
                || path.startsWith("e2e/")
                || path.contains(".test.");
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Stream<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList().stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
