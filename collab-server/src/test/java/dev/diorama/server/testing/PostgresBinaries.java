package dev.diorama.server.testing;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's programs, unpacked from the tests' class path.
 *
 * <p>They refuse to run as root, so for root they run as the user 65534, {@code nobody}.
 */
final class PostgresBinaries {
    private static @Nullable PostgresBinaries shared;

    private final Path folder;
    private final boolean root = System.getProperty("user.name").equals("root");

    private PostgresBinaries(Path folder) {
        this.folder = folder;
    }

    /** The programs for this machine, unpacked once. */
    static synchronized PostgresBinaries shared() {
        if (shared == null) {
            shared = unpack(ChildProcess.temporaryFolder("diorama-postgres-programs"));
        }
        return shared;
    }

    private static PostgresBinaries unpack(Path folder) {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "Darwin" : os.contains("win") ? "Windows" : "Linux";
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        try (InputStream packed = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, arch);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PostgresBinaries binaries = new PostgresBinaries(folder);
        binaries.openToAll(folder);
        return binaries;
    }

    private static void unpack(TarArchiveEntry entry, InputStream tar, Path folder) throws IOException {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("outside of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & 0b001_000_000) != 0) {
            path.toFile().setExecutable(true, false);
        }
    }

    /** Lets {@code nobody} read programs and write data, where that is who runs them. */
    void openToAll(Path path) {
        if (!root) {
            return;
        }
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : paths.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Command line of a program. */
    List<String> command(String program, String... arguments) {
        List<String> user = root ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") : List.of();
        return Stream.of(
                        user.stream(),
                        Stream.of(folder.resolve("bin").resolve(program).toString()),
                        Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
    }
}
