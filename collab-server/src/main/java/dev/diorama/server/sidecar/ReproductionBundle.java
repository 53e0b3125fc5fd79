package dev.diorama.server.sidecar;

import dev.diorama.scene.lib0.Json;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.UpdateLog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person needs to find out why two implementations disagree: the log up to there, an entry a line, and both answers.
 *
 * <p>{@code quarantine/TIME-SEQUENCE/log.jsonl} and {@code answers.json}, bounded in size and number.
 */
final class ReproductionBundle {
    private static final Logger LOGGER = LoggerFactory.getLogger(ReproductionBundle.class);
    private static final int MAX_BUNDLES = 20;
    private static final long MAX_LOG_BYTES = 64L << 20;
    private static final long PAGE_BYTES = 4 << 20;
    private static final int PAGE_ENTRIES = 1_000;

    private final UpdateLog log;
    private final Path folder;

    ReproductionBundle(UpdateLog log, Path dataFolder) {
        this.log = log;
        this.folder = dataFolder.resolve("quarantine");
    }

    /** Writes a bundle, unless there are too many; a failure is told and changes nothing else. */
    void write(Checkpoint mismatch) {
        try {
            Files.createDirectories(folder);
            if (count() >= MAX_BUNDLES) {
                LOGGER.warn(
                        "No reproduction bundle is written, there are enough: folder={}, limit={}",
                        folder,
                        MAX_BUNDLES);
                return;
            }
            String name = mismatch.timeMillis() + "-" + mismatch.sequence();
            Path unfinished = Files.createTempDirectory(folder, ".unfinished-");
            long entries = writeLog(mismatch, unfinished.resolve("log.jsonl"));
            Files.writeString(
                    unfinished.resolve("answers.json"),
                    "{\"entries\":" + entries + ",\"checkpoint\":" + CheckpointJson.of(mismatch) + "}\n");
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            LOGGER.warn("A reproduction bundle was written: {}", folder.resolve(name));
        } catch (IOException | RuntimeException e) {
            LOGGER.warn("The reproduction bundle could not be written: room={}", mismatch.room(), e);
        }
    }

    private long count() throws IOException {
        try (Stream<Path> bundles = Files.list(folder)) {
            return bundles.count();
        }
    }

    /** Entries from the first on, as many as the limit allows. */
    private long writeLog(Checkpoint mismatch, Path file) throws IOException {
        long next = 1;
        long left = MAX_LOG_BYTES;
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            while (next <= mismatch.sequence()) {
                List<LoggedUpdate> page =
                        log.read(mismatch.room(), next, mismatch.sequence(), PAGE_BYTES, PAGE_ENTRIES);
                if (page.isEmpty()) {
                    break;
                }
                for (LoggedUpdate entry : page) {
                    String line = line(entry);
                    left -= line.length();
                    if (left < 0) {
                        return next - 1;
                    }
                    out.write(line);
                    next++;
                }
            }
        }
        return next - 1;
    }

    private static String line(LoggedUpdate entry) {
        StringBuilder line = new StringBuilder("{\"sequence\":").append(entry.sequence());
        line.append(",\"time\":").append(entry.timeMillis()).append(",\"author\":");
        Json.printString(entry.author().id(), line);
        line.append(",\"client\":").append(entry.client()).append(",\"bytes\":\"");
        return line.append(Base64.getEncoder().encodeToString(entry.bytes()))
                .append("\"}\n")
                .toString();
    }
}
