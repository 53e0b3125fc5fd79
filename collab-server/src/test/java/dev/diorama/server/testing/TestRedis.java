package dev.diorama.server.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import redis.embedded.core.ExecutableProvider;

/** A real Redis of one test's own, which can be killed and started again at the same address. */
public final class TestRedis implements AutoCloseable {
    private static final String IMAGE = "redis:8";

    private final int port = ChildProcess.freePort();
    private final @Nullable GenericContainer<?> container;
    private @Nullable ChildProcess process;

    private TestRedis(@Nullable GenericContainer<?> container) {
        this.container = container;
    }

    /** Starts a Redis. */
    public static TestRedis start() {
        boolean contained = Containers.areUsedFor(IMAGE, "Redis 6.2 from embedded-redis");
        TestRedis redis = new TestRedis(contained ? container() : null);
        if (redis.container == null) {
            redis.again();
        } else {
            redis.container.setPortBindings(List.of(redis.port + ":6379"));
            redis.container.start();
        }
        return redis;
    }

    // Closed by close(); the compiler cannot see that.
    @SuppressWarnings("resource")
    private static GenericContainer<?> container() {
        return new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withImagePullPolicy(image -> false)
                .withExposedPorts(6379);
    }

    /** Its address, as the server is told it. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Ends it as a crash would. */
    public void kill() {
        if (container == null) {
            if (process != null) {
                process.kill();
            }
        } else {
            container
                    .getDockerClient()
                    .killContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    /** Starts it after {@link #kill}. */
    public void again() {
        if (container == null) {
            process = ChildProcess.start(
                    List.of(
                            executable().getPath(),
                            "--port",
                            String.valueOf(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--appendonly",
                            "no"),
                    output());
        } else {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
        ChildProcess.awaitPort(port);
    }

    private static File executable() {
        try {
            return ExecutableProvider.newJarResourceProvider().get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File output() {
        try {
            return Files.createTempDirectory("diorama-redis")
                    .resolve("output.txt")
                    .toFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (container == null) {
            kill();
        } else {
            container.stop();
        }
    }
}
