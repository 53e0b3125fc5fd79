package dev.diorama.bindgen.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("[E110] docs/ENGINE_JAVA.md")
class GuideTest {
    private static final Pattern BLOCK = Pattern.compile("```(java|ts)\\n(.*?)```", Pattern.DOTALL);

    @Test
    @DisplayName("the first class compiles and gives the types that stand beside it")
    void firstClassGivesItsTypes() throws IOException {
        String guide = Files.readString(Path.of("../../docs/ENGINE_JAVA.md"));
        List<String> blocks = BLOCK.matcher(guide)
                .results()
                .map(found -> found.group(1) + ":" + found.group(2))
                .toList();
        String source = block(blocks, "java:");
        String types = block(blocks, "ts:");

        Compiled compiled = Compiled.of("shop.Basket", source);

        assertThat(compiled.errors()).isEmpty();
        String written = Objects.requireNonNull(compiled.generated().get("META-INF/npm/index.d.ts"));
        assertThat(written).contains(types.strip());
        assertThat(compiled.generated()).containsKeys("META-INF/npm/index.js", "META-INF/npm/package.json");
    }

    private static String block(List<String> blocks, String kind) {
        return blocks.stream()
                .filter(block -> block.startsWith(kind))
                .map(block -> block.substring(kind.length()))
                .findFirst()
                .orElseThrow();
    }
}
