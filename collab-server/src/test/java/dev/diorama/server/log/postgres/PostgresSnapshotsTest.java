package dev.diorama.server.log.postgres;

import dev.diorama.server.log.SnapshotStoreContract;
import dev.diorama.server.log.jdbc.FeatureDatabase;
import dev.diorama.server.testing.TestPostgres;

/** Snapshots in the log's own PostgreSQL. */
class PostgresSnapshotsTest extends SnapshotStoreContract {
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
