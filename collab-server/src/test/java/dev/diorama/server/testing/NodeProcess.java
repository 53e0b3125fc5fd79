package dev.diorama.server.testing;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** A program of {@code yjs-sidecar} in a Node process of its own, which can be killed and paused. */
public final class NodeProcess implements AutoCloseable {
    private static final Path MODULE =
            Path.of("..", "yjs-sidecar").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final List<String> lines = new ArrayList<>();

    private NodeProcess(Process process) {
        this.process = process;
    }

    /** Starts a program. */
    public static NodeProcess start(Map<String, String> environment, String program, String... arguments) {
        if (!Files.isDirectory(MODULE.resolve("node_modules"))) {
            throw new IllegalStateException(
                    MODULE + "/node_modules is missing: run npm ci there, or the build with yjs-sidecar (mvn -am)");
        }
        List<String> command = new ArrayList<>(List.of("node", program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(MODULE.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            NodeProcess started = new NodeProcess(builder.start());
            Thread.ofPlatform().daemon().start(started::read);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port that nobody has now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            synchronized (lines) {
                lines.add(e.toString());
            }
        }
    }

    /** Everything that it said so far. */
    public List<String> output() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Waits until it has said something that holds this text. */
    public NodeProcess awaitLine(String part) {
        try {
            await(part)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> output().stream().anyMatch(line -> line.contains(part)));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("never said: " + part + "\nbut: " + String.join("\n", output()), e);
        }
        return this;
    }

    /** Writes a line to its input. */
    public void tell(String line) {
        try {
            Writer input = process.outputWriter(StandardCharsets.UTF_8);
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it where it is, as SIGSTOP does: its sockets stay open and nothing answers. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it go on. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " failed: status=" + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it with SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the Node process does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
