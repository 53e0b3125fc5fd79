package dev.diorama.server.launch;

import dev.diorama.server.CollabServerApplication;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Starts the packaged server on a Java that it runs on.
 *
 * <p>{@code java -jar collab-server.jar} is run by whatever {@code java} comes first on a person's path, which may be 17. Then this
 * class, compiled for 17, starts the same jar on the newest Java it finds, and lives and ends with it.
 */
public final class Launcher {
    private static final int LEAST_JAVA = 21;
    private static final String PARENT = "diorama.launcher";

    private Launcher() {}

    /** Starts the server with Spring Boot's arguments. */
    public static void main(String[] args) throws IOException, InterruptedException, URISyntaxException {
        if (Runtime.version().feature() >= LEAST_JAVA) {
            endWithParent();
            CollabServerApplication.main(args);
            return;
        }
        Optional<Path> java = InstalledJdks.ofThisMachine(System.getenv(), Path.of(System.getProperty("user.home")))
                .newestJava(LEAST_JAVA);
        if (java.isEmpty()) {
            System.err.println("Diorama needs Java " + LEAST_JAVA + " or newer; this is Java " + Runtime.version()
                    + ", and no newer one was found on this machine.\n"
                    + "Install one, or name it: JAVA_HOME=/path/to/jdk java -jar collab-server.jar");
            System.exit(1);
        }
        System.exit(run(java.orElseThrow(), args));
    }

    private static int run(Path java, String[] args) throws IOException, InterruptedException, URISyntaxException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
        command.add("-jar");
        command.add(jar().toString());
        command.addAll(List.of(args));
        System.out.println("Diorama: Java " + Runtime.version().feature() + " is too old, running on " + java);
        Process server = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        return server.waitFor();
    }

    /** Ends the server in its own good time: it drains its sockets first. */
    private static void stop(Process server) {
        server.destroy();
        try {
            server.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The jar that this process runs: the whole class path of {@code java -jar}. */
    private static Path jar() throws URISyntaxException {
        return Path.of(System.getProperty("java.class.path")).toAbsolutePath();
    }

    /** Where this is the second process: ends when the first does, even by {@code kill -9}. */
    private static void endWithParent() {
        Long parent = Long.getLong(PARENT);
        if (parent != null) {
            ProcessHandle.of(parent).ifPresent(process -> {
                CompletableFuture<Void> unused = process.onExit().thenRun(() -> System.exit(0));
            });
        }
    }
}
