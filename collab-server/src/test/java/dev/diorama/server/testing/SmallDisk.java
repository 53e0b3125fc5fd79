package dev.diorama.server.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A disk for one server that can be filled and freed while the server runs.
 *
 * <p>Where this process may mount, it is a file system of its own, which is full when it is full. Else it is the operating system's limit on
 * the size of the server's files, by {@code prlimit}: writes fail as on a full disk, with another error number.
 */
public abstract class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** A disk at a folder that exists and is empty; says which kind it is. */
    public static SmallDisk at(Path folder) {
        boolean mounts = succeeds("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder.toString());
        System.out.println("Small disk: "
                + (mounts
                        ? "a file system of 16 MB"
                        : "a limit on the size of files, because this process may not mount"));
        return mounts ? new Mounted(folder) : new Limited(folder);
    }

    /** Where the server keeps its data. */
    public Path folder() {
        return folder;
    }

    /** From now on nothing can be written. */
    public abstract void fill(ServerProcess server);

    /** There is room again. */
    public abstract void free();

    /** Whether it can be made read-only while nobody uses it. */
    public abstract boolean protect(boolean readOnly);

    /** Whether it stays full for the next server. */
    public abstract boolean staysFull();

    @Override
    public void close() {}

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Mounted extends SmallDisk {
        private final List<Path> ballast = new ArrayList<>();

        Mounted(Path folder) {
            super(folder);
        }

        @Override
        public void fill(ServerProcess server) {
            byte[] block = new byte[4096];
            Path file = folder().resolve("ballast" + ballast.size());
            ballast.add(file);
            try (OutputStream out = Files.newOutputStream(file)) {
                while (true) {
                    out.write(block);
                }
            } catch (IOException e) {
                System.out.println("The disk is full: " + e.getMessage());
            }
        }

        @Override
        public void free() {
            try {
                for (Path file : ballast) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean protect(boolean readOnly) {
            return succeeds("mount", "-o", "remount," + (readOnly ? "ro" : "rw"), folder().toString());
        }

        @Override
        public boolean staysFull() {
            return true;
        }

        @Override
        public void close() {
            if (!succeeds("umount", folder().toString())) {
                System.out.println("left mounted: " + folder());
            }
        }
    }

    private static final class Limited extends SmallDisk {
        private @Nullable ServerProcess limited;

        Limited(Path folder) {
            super(folder);
        }

        @Override
        public void fill(ServerProcess server) {
            limited = server;
            limit("1024");
        }

        @Override
        public void free() {
            if (limited != null && limited.isAlive()) {
                limit("unlimited");
            }
        }

        private void limit(String bytes) {
            String pid = Long.toString(Objects.requireNonNull(limited).pid());
            if (!succeeds("prlimit", "--pid", pid, "--fsize=" + bytes + ":")) {
                throw new IllegalStateException("prlimit (util-linux) is not here, and this process may not mount");
            }
        }

        @Override
        public boolean protect(boolean readOnly) {
            return folder().toFile().setWritable(!readOnly) && Files.isWritable(folder()) == !readOnly;
        }

        @Override
        public boolean staysFull() {
            return false;
        }
    }
}
