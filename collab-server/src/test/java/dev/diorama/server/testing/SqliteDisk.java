package dev.diorama.server.testing;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Function;
import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stands between this process's SQLite and the operating system: sees what is written to which file and when it is synced, and can hold
 * syncs or let them fail.
 *
 * <p>SQLite reaches {@code pwrite} and {@code fsync} through pointers in its own library, which the loader has filled. Here they are
 * filled with functions of this class, which call the real ones: what {@code LD_PRELOAD} does, without a compiler and for one library.
 * Works on 64-bit Linux with any C library.
 */
public final class SqliteDisk implements AutoCloseable {
    private static final int READ_WRITE = 3;
    private static final long PAGE = 4096;
    private static final long LONGEST_SECONDS = 60;

    private final List<Patch> patches = new ArrayList<>();
    private final Map<String, ByteArrayOutputStream> unsynced = new HashMap<>();
    private final ByteArrayOutputStream synced = new ByteArrayOutputStream();
    // Held here, because native code alone does not keep them from being collected.
    private final Fsync fsync = this::fsync;
    private final Pwrite pwrite = this::pwrite;
    private final Function realFsync = Function.getFunction("c", "fsync");
    private final Function realPwrite = Function.getFunction("c", "pwrite");
    private volatile @Nullable CompletableFuture<Boolean> gate;
    private volatile boolean waiting;
    private int syncs;

    private SqliteDisk() {}

    /** Whether this machine is one on which it works. */
    public static boolean isPossible() {
        String arch = System.getProperty("os.arch");
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux")
                && (arch.equals("amd64") || arch.equals("aarch64"));
    }

    /** Begins to watch, until it is closed. */
    public static SqliteDisk watch() {
        try {
            DriverManager.getConnection("jdbc:sqlite::memory:").close();
            SqliteDisk disk = new SqliteDisk();
            Loaded library = Loaded.find("libsqlitejdbc.so");
            ElfTable table = ElfTable.of(library.file());
            disk.replace(library, table.pointersTo("fsync"), disk.fsync);
            disk.replace(library, table.pointersTo("pwrite64"), disk.pwrite);
            disk.replace(library, table.pointersTo("pwrite"), disk.pwrite);
            return disk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void replace(Loaded library, List<Long> pointers, Callback by) {
        for (long offset : pointers) {
            long address = library.base() + offset;
            Function.getFunction("c", "mprotect")
                    .invokeInt(new Object[] {new Pointer(address / PAGE * PAGE), 2 * PAGE, READ_WRITE});
            Pointer place = new Pointer(address);
            patches.add(new Patch(place, place.getLong(0)));
            place.setPointer(0, CallbackReference.getFunctionPointer(by));
        }
    }

    /** From now on syncs of write-ahead logs wait for the gate; false lets them fail. */
    public CompletableFuture<Boolean> holdSyncs() {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        waiting = false;
        gate = closed;
        return closed;
    }

    /** Syncs no longer wait. */
    public void letSyncsPass() {
        gate = null;
    }

    /** Whether a sync waits for the gate. */
    public boolean isHolding() {
        return waiting;
    }

    /** Syncs of write-ahead logs that succeeded. */
    public synchronized int syncs() {
        return syncs;
    }

    /** Whether some text was written to a write-ahead log and is synced. */
    public synchronized boolean isSynced(String text) {
        return contains(synced, text);
    }

    /** Whether some text was written to a write-ahead log and is not synced. */
    public synchronized boolean isUnsynced(String text) {
        return unsynced.values().stream().anyMatch(written -> contains(written, text));
    }

    private static boolean contains(ByteArrayOutputStream bytes, String text) {
        return bytes.toString(StandardCharsets.ISO_8859_1).contains(text);
    }

    private int fsync(int descriptor) {
        String path = path(descriptor);
        CompletableFuture<Boolean> closed = gate;
        if (path.endsWith("-wal") && closed != null) {
            waiting = true;
            // A test that fails while it holds syncs must not hang.
            if (!closed.completeOnTimeout(false, LONGEST_SECONDS, TimeUnit.SECONDS)
                    .join()) {
                return -1;
            }
        }
        int result = realFsync.invokeInt(new Object[] {descriptor});
        synchronized (this) {
            ByteArrayOutputStream written = unsynced.remove(path);
            if (result == 0 && path.endsWith("-wal")) {
                syncs++;
                if (written != null) {
                    synced.writeBytes(written.toByteArray());
                }
            }
        }
        return result;
    }

    private long pwrite(int descriptor, Pointer bytes, long count, long offset) {
        String path = path(descriptor);
        if (path.endsWith("-wal")) {
            synchronized (this) {
                unsynced.computeIfAbsent(path, key -> new ByteArrayOutputStream())
                        .writeBytes(bytes.getByteArray(0, Math.toIntExact(count)));
            }
        }
        return realPwrite.invokeLong(new Object[] {descriptor, bytes, count, offset});
    }

    private static String path(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** SQLite calls the operating system again. */
    @Override
    public void close() {
        patches.forEach(patch -> patch.place.setLong(0, patch.original));
    }

    /** As C has it. */
    interface Fsync extends Callback {
        int invoke(int descriptor);
    }

    /** As C has it. */
    interface Pwrite extends Callback {
        long invoke(int descriptor, Pointer bytes, long count, long offset);
    }

    private record Patch(Pointer place, long original) {}

    /** A library in this process. */
    private record Loaded(Path file, long base) {
        static Loaded find(String name) throws IOException {
            for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
                int path = line.indexOf('/');
                if (path > 0 && line.endsWith(name) && line.contains(" 00000000 ")) {
                    return new Loaded(
                            Path.of(line.substring(path)), Long.parseLong(line.substring(0, line.indexOf('-')), 16));
                }
            }
            throw new IOException("not loaded: " + name);
        }
    }
}
