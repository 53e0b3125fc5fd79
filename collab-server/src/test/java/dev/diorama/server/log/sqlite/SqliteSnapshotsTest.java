package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.SnapshotStoreContract;
import dev.diorama.server.log.jdbc.FeatureDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots in the file beside the log. */
class SqliteSnapshotsTest extends SnapshotStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected FeatureDatabase open() {
        return new SqliteFeatureDatabase(folder);
    }

    @Override
    protected void close(FeatureDatabase opened) {
        ((SqliteFeatureDatabase) opened).close();
    }
}
