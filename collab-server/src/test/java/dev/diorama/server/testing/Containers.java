package dev.diorama.server.testing;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Decides where tests get a real PostgreSQL or Redis from, and says so: a container when an engine answers and has the image already, else
 * the binaries that come with the tests. Nothing is ever pulled, and no test is skipped.
 *
 * <p>{@code DIORAMA_TEST_CONTAINERS=always} or {@code never} decides instead.
 */
final class Containers {
    private static final long PATIENCE_SECONDS = 10;
    private static final ConcurrentMap<String, Boolean> DECISIONS = new ConcurrentHashMap<>();

    private Containers() {}

    /**
     * Whether to use a container of this image.
     *
     * @param otherwise what is used instead
     */
    static boolean areUsedFor(String image, String otherwise) {
        return DECISIONS.computeIfAbsent(image, name -> decide(name, otherwise));
    }

    private static boolean decide(String image, String otherwise) {
        String wish =
                System.getenv().getOrDefault("DIORAMA_TEST_CONTAINERS", "").toLowerCase(Locale.ROOT);
        boolean used = wish.equals("always") || (!wish.equals("never") && isThere(image));
        String why =
                wish.isEmpty() ? used ? "the engine has the image" : "no engine has the image " + image : "as told";
        System.out.println("Test service: " + (used ? "container of " + image : otherwise) + " (" + why + ")");
        return used;
    }

    private static boolean isThere(String image) {
        try {
            Process process = new ProcessBuilder("docker", "image", "inspect", "--format", "{{.Id}}", image)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
