package dev.diorama.server.launch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Java installations of this machine, found where installers put them and recognised by their {@code release} file. */
final class InstalledJdks {
    private static final String VERSION_KEY = "JAVA_VERSION=\"";

    private final List<Path> homes;
    private final List<Path> folders;

    /**
     * A search of these places.
     *
     * @param homes installations themselves
     * @param folders that hold installations
     */
    InstalledJdks(List<Path> homes, List<Path> folders) {
        this.homes = homes;
        this.folders = folders;
    }

    /** The usual places of Linux, macOS and Windows. */
    static InstalledJdks ofThisMachine(Map<String, String> environment, Path userHome) {
        List<Path> homes = new ArrayList<>();
        String javaHome = environment.get("JAVA_HOME");
        if (javaHome != null && !javaHome.isBlank()) {
            try {
                homes.add(Path.of(javaHome));
            } catch (InvalidPathException e) {
                // Not a path on this machine: as good as not set.
            }
        }
        List<Path> folders = new ArrayList<>(List.of(
                Path.of("/usr/lib/jvm"),
                Path.of("/usr/java"),
                Path.of("/opt/java"),
                Path.of("/Library/Java/JavaVirtualMachines"),
                userHome.resolve(".sdkman/candidates/java"),
                userHome.resolve(".jdks"),
                userHome.resolve("Library/Java/JavaVirtualMachines")));
        String programs = environment.get("ProgramFiles");
        if (programs != null) {
            folders.add(Path.of(programs, "Java"));
            folders.add(Path.of(programs, "Eclipse Adoptium"));
            folders.add(Path.of(programs, "Microsoft"));
        }
        return new InstalledJdks(homes, folders);
    }

    /** The program {@code java} of the newest installation that is at least of this feature version. */
    Optional<Path> newestJava(int least) {
        return Stream.concat(homes.stream(), folders.stream().flatMap(InstalledJdks::entries))
                .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
                .filter(home -> version(home) >= least && Files.isExecutable(java(home)))
                .max(Comparator.comparingInt(InstalledJdks::version))
                .map(InstalledJdks::java);
    }

    private static Path java(Path home) {
        return home.resolve("bin").resolve(File.separatorChar == '\\' ? "java.exe" : "java");
    }

    private static Stream<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    /** Feature version of an installation, 0 where there is none. */
    private static int version(Path home) {
        try {
            for (String line : Files.readAllLines(home.resolve("release"))) {
                if (line.startsWith(VERSION_KEY)) {
                    String version = line.substring(VERSION_KEY.length());
                    int end = 0;
                    while (end < version.length() && Character.isDigit(version.charAt(end))) {
                        end++;
                    }
                    return end == 0 ? 0 : Integer.parseInt(version.substring(0, end));
                }
            }
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
        return 0;
    }
}
