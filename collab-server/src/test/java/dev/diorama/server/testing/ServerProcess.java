package dev.diorama.server.testing;

import java.io.BufferedReader;
import java.io.File;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        return startBehind(List.of(), folder, arguments);
    }

    /** Starts a server through another program, which is given the server's command line. */
    public static ServerProcess startBehind(List<String> program, Path folder, String... arguments) {
        List<String> command = command(program, folder, arguments);
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

    /** Starts a server and kills it so soon after, ready or not. */
    public static void startAndKill(Path folder, long afterMillis, String... arguments) {
        try {
            Process process = new ProcessBuilder(command(List.of(), folder, arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor(afterMillis, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(List<String> program, Path folder, String... arguments) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                "dev.diorama.server.CollabServerApplication",
                "--server.port=0",
                "--diorama.data-dir=" + folder));
        command.addAll(List.of(arguments));
        return command;
    }

    /** What the server has when it is packaged: nothing of the tests, their settings for the log least of all. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .collect(Collectors.joining(File.pathSeparator));
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
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
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

    /** Answer of the JDK's diagnostic tool about the server. */
    public String jcmd(String command) {
        try {
            Process tool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid()),
                            command)
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (tool.waitFor() != 0) {
                throw new IllegalStateException("jcmd " + command + " failed: " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its number at the operating system. */
    public long pid() {
        return process.pid();
    }

    /** Ends the process as a power cut would, if the disk keeps what was synced. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks the process to end, as a service manager does. */
    public int stop() {
        // Process.destroy would also close what it says on its way out.
        process.toHandle().destroy();
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
