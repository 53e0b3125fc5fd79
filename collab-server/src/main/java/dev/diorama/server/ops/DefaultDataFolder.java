package dev.diorama.server.ops;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where the data goes when nobody said: the place that the operating system keeps for a user's programs. */
final class DefaultDataFolder {
    private DefaultDataFolder() {}

    /**
     * Names the folder; rule U31 of {@code SPEC.md}.
     *
     * @param osName as in the system property {@code os.name}
     * @param home user's home folder
     * @param environment looks a variable up, null when it is not set
     */
    static Path of(String osName, String home, UnaryOperator<@Nullable String> environment) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("win") && !os.contains("darwin")) {
            return under(environment.apply("LOCALAPPDATA"), Path.of(home, "AppData", "Local"))
                    .resolve("Diorama");
        }
        if (os.contains("mac") || os.contains("darwin")) {
            return Path.of(home, "Library", "Application Support", "Diorama");
        }
        return under(environment.apply("XDG_DATA_HOME"), Path.of(home, ".local", "share"))
                .resolve("diorama");
    }

    private static Path under(@Nullable String configured, Path otherwise) {
        return configured == null || configured.isBlank() ? otherwise : Path.of(configured);
    }
}
