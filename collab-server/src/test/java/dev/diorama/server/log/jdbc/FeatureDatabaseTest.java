package dev.diorama.server.log.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.server.log.Author;
import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.ops.StartException;
import dev.diorama.server.testing.TestPostgres;
import dev.diorama.server.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureDatabaseTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @DisplayName(
            "[U48] a feature has tables of its own beside the log, which last, and a transaction is all or nothing")
    @EnumSource
    void keepsFeatures(FeatureDatabase.Kind kind) throws Exception {
        String[] settings = kind == FeatureDatabase.Kind.SQLITE
                ? new String[0]
                : TestPostgres.settings(TestPostgres.shared().createDatabase());
        try (TestServer server = TestServer.start(folder, settings)) {
            FeatureDatabase database = server.bean(FeatureDatabase.class);
            assertThat(database.kind()).isEqualTo(kind);
            database.migrate("example");
            database.migrate("example");
            insert(database, 1);
            assertThatThrownBy(() -> database.inTransaction(connection -> {
                        insert(connection, 2);
                        insert(connection, 1);
                        return null;
                    }))
                    .isInstanceOf(LogUnavailableException.class);
            assertThatThrownBy(() -> database.inTransaction(connection -> {
                        insert(connection, 3);
                        throw new IllegalStateException("expected");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(count(database)).isEqualTo(1);
            // A feature that takes its time keeps nobody from editing.
            long sequence = database.inTransaction(connection -> {
                insert(connection, 4);
                return server.bean(UpdateLog.class)
                        .append(new RoomName("room"), new NewUpdate(1, Author.GUEST, 1, new byte[] {1}))
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join();
            });
            assertThat(sequence).isEqualTo(1);
        }
        try (TestServer server = TestServer.start(folder, settings)) {
            FeatureDatabase database = server.bean(FeatureDatabase.class);
            database.migrate("example");
            assertThat(count(database)).isEqualTo(2);
            database.inTransaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate(
                            "update example_schema_history set version = '99', script = 'V99__x.sql'");
                }
            });
            assertThatThrownBy(() -> database.migrate("example")).isInstanceOf(StartException.class);
        }
    }

    private static void insert(FeatureDatabase database, long id) {
        database.inTransaction(connection -> {
            insert(connection, id);
            return null;
        });
    }

    private static void insert(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into example_note (id, text) values (?, 'x')")) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    private static long count(FeatureDatabase database) {
        return database.inTransaction(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from example_note")) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
