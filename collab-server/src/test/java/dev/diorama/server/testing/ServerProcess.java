package dev.diorama.server.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole server in a process of its own, which can be killed. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Diorama is ready: open http://localhost:(\\d+)/");
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final StringBuilder output;
    private final int port;

    private ServerProcess(Process process, StringBuilder output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Starts a server with its data in a folder and more arguments, from the class path of this process. */
    public static ServerProcess start(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.diorama.server.CollabServerApplication",
                "--server.port=0",
                "--diorama.data-dir=" + folder));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            CompletableFuture<Integer> port = new CompletableFuture<>();
            StringBuilder output = new StringBuilder();
            Thread.ofPlatform().daemon().start(() -> read(process, output, port));
            return new ServerProcess(
                    process,
                    output,
                    port.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Process process, StringBuilder output, CompletableFuture<Integer> port) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.append(line).append('\n');
                }
                Matcher ready = READY.matcher(line);
                if (ready.find()) {
                    port.complete(Integer.valueOf(ready.group(1)));
                }
            }
        } catch (IOException e) {
            synchronized (output) {
                output.append(e);
            }
        }
        port.completeExceptionally(new IllegalStateException("the server did not start:\n" + output));
    }

    /** Address of a room's socket. */
    public URI socket(String room) {
        return URI.create("ws://127.0.0.1:" + port + "/collab/" + TestServer.encode(room));
    }

    /** Address of an HTTP path. */
    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Everything that it said so far. */
    public String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    /** Ends the process as a power cut would, if the disk keeps what was synced. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks the process to end, as a service manager does. */
    public int stop() {
        process.destroy();
        awaitEnd();
        return process.exitValue();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
