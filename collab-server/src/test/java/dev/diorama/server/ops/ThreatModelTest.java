package dev.diorama.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Holds the threat model to the rules: a promise without a rule is one that no test would miss. */
class ThreatModelTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern RULE = Pattern.compile("^\\*\\*([A-Z]\\d+)\\*\\*", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("\\b[SEUWY]\\d+\\b");

    @Test
    @DisplayName("[U121] every promise names a rule, and every rule that is named exists")
    void namesRulesThatExist() throws IOException {
        String model = Files.readString(ROOT.resolve("docs/THREAT_MODEL.md"));
        List<String> promises = section(model, "## What is promised")
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---") && !line.startsWith("| promise"))
                .toList();
        assertThat(promises)
                .hasSizeGreaterThan(10)
                .allSatisfy(line -> assertThat(line).containsPattern(NAMED));
        Set<String> named =
                NAMED.matcher(model).results().map(MatchResult::group).collect(Collectors.toSet());
        assertThat(rules()).containsAll(named);
    }

    private static String section(String text, String heading) {
        int from = text.indexOf(heading) + heading.length();
        int to = text.indexOf("\n## ", from);
        return text.substring(from, to);
    }

    private static Set<String> rules() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("SPEC.md"))
                    .filter(Files::exists)
                    .flatMap(ThreatModelTest::rulesOf)
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> rulesOf(Path spec) {
        try {
            return RULE.matcher(Files.readString(spec)).results().map(rule -> rule.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
