package dev.diorama.server.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DelayedStoreTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("[U110] a delay of 50 ms makes every commit at least that long, and the start warns of it")
    void delaysCommits(CapturedOutput output) {
        try (TestServer server = TestServer.start(folder, "--diorama.log.commit-delay=50ms");
                TestClient editor = TestClient.join(server, "room")) {
            for (int i = 0; i < 3; i++) {
                editor.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
                editor.untilAcknowledged();
            }
            var commits = server.bean(MeterRegistry.class).timer("diorama.log.commit");
            assertThat(commits.totalTime(TimeUnit.MILLISECONDS)).isGreaterThanOrEqualTo(50.0 * commits.count());
            assertThat(commits.count()).isPositive();
        }
        assertThat(output).contains("Every commit takes 50 ms longer (diorama.log.commit-delay).");
    }

    @Test
    @DisplayName("[U110] without it there is none")
    void isOff(CapturedOutput output) {
        TestServer.start(folder).close();
        assertThat(output).doesNotContain("commit-delay");
    }
}
