package dev.diorama.server.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledJdksTest {
    @TempDir
    Path folder;

    @Test
    void findsTheNewestThatIsNewEnough() throws IOException {
        install("jdk-17", "17.0.15");
        install("jdk-25", "25.0.3");
        install("jdk-21", "21");
        assertThat(search().newestJava(21)).contains(java("jdk-25"));
        assertThat(search().newestJava(26)).isEmpty();
    }

    @Test
    void readsTheLayoutOfMacOs() throws IOException {
        install("temurin-21.jdk/Contents/Home", "21.0.1");
        assertThat(search().newestJava(21)).contains(java("temurin-21.jdk/Contents/Home"));
    }

    @Test
    void passesOverWhatIsNoInstallation() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        install("odd", "unknown");
        assertThat(search().newestJava(1)).isEmpty();
        assertThat(new InstalledJdks(List.of(folder.resolve("none")), List.of(folder.resolve("none"))).newestJava(1))
                .isEmpty();
    }

    private InstalledJdks search() {
        return new InstalledJdks(List.of(), List.of(folder));
    }

    private Path java(String name) {
        return folder.resolve(name).resolve("bin/java");
    }

    private void install(String name, String version) throws IOException {
        Path java = java(name);
        Files.createDirectories(java.getParent());
        Files.writeString(java, "");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(
                folder.resolve(name).resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }
}
