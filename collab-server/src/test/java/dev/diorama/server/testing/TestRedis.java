package dev.diorama.server.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import redis.embedded.core.ExecutableProvider;

/** A real Redis, which can be killed and started again at the same address; who kills it takes one for themselves. */
public final class TestRedis implements AutoCloseable {
    private static final String IMAGE = "redis:8";
    private static @Nullable TestRedis shared;

    private final int port = ChildProcess.freePort();
    private final @Nullable GenericContainer<?> container;
    private @Nullable ChildProcess process;

    private TestRedis(@Nullable GenericContainer<?> container) {
        this.container = container;
    }

    /** The one that all tests of this process share. */
    public static synchronized TestRedis shared() {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    /** Starts one of the caller's own. */
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
        return ChildProcess.temporaryFolder("diorama-redis")
                .resolve("output.txt")
                .toFile();
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
