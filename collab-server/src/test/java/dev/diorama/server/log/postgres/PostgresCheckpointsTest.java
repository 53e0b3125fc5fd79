package dev.diorama.server.log.postgres;

import dev.diorama.server.log.jdbc.FeatureDatabase;
import dev.diorama.server.sidecar.CheckpointStoreContract;
import dev.diorama.server.testing.TestPostgres;

/** The referee's checkpoints in the log's own PostgreSQL. */
class PostgresCheckpointsTest extends CheckpointStoreContract {
    private final String url = TestPostgres.shared().createDatabase();

    @Override
    protected FeatureDatabase open() {
        return PostgresDatabase.open(new PostgresProperties(url, TestPostgres.USER, TestPostgres.PASSWORD, 2), 1);
    }

    @Override
    protected void close(FeatureDatabase opened) {
        ((PostgresDatabase) opened).close();
    }
}
