package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.jdbc.FeatureDatabase;
import dev.diorama.server.sidecar.CheckpointStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The referee's checkpoints in the file beside the log. */
class SqliteCheckpointsTest extends CheckpointStoreContract {
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
