package dev.diorama.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DefaultDataFolderTest {
    @Test
    @DisplayName("[U31] data goes to the place that the operating system keeps for a user's programs")
    void followsTheOperatingSystem() {
        assertThat(folder("Linux", Map.of())).isEqualTo(Path.of("/home/zoe/.local/share/diorama"));
        assertThat(folder("Linux", Map.of("XDG_DATA_HOME", ""))).isEqualTo(Path.of("/home/zoe/.local/share/diorama"));
        assertThat(folder("FreeBSD", Map.of("XDG_DATA_HOME", "/data"))).isEqualTo(Path.of("/data/diorama"));
        assertThat(folder("Mac OS X", Map.of("XDG_DATA_HOME", "/data")))
                .isEqualTo(Path.of("/home/zoe/Library/Application Support/Diorama"));
        assertThat(folder("Windows 11", Map.of("LOCALAPPDATA", "/local"))).isEqualTo(Path.of("/local/Diorama"));
        assertThat(folder("Windows 11", Map.of())).isEqualTo(Path.of("/home/zoe/AppData/Local/Diorama"));
    }

    private static Path folder(String os, Map<String, String> environment) {
        return DefaultDataFolder.of(os, "/home/zoe", environment::get);
    }
}
