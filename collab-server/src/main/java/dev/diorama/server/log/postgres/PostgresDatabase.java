package dev.diorama.server.log.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.jdbc.FeatureDatabase;
import dev.diorama.server.log.jdbc.Migrations;
import dev.diorama.server.ops.StartException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to the log's database: a few that write, and others that read, so that a crowd of loading rooms delays no edit.
 *
 * <p>A connection that breaks is replaced when the next one is needed; nothing has to be started anew.
 */
final class PostgresDatabase implements FeatureDatabase, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(PostgresDatabase.class);
    private static final long CONNECT_MILLIS = 5_000;

    private final HikariDataSource writers;
    private final HikariDataSource readers;
    private final String version;

    private PostgresDatabase(HikariDataSource writers, HikariDataSource readers, String version) {
        this.writers = writers;
        this.readers = readers;
        this.version = version;
    }

    /**
     * Connects, checks and brings the tables up to date.
     *
     * @param writerCount connections that write
     * @throws StartException if the database is not usable
     */
    static PostgresDatabase open(PostgresProperties properties, int writerCount) {
        if (!properties.url().startsWith("jdbc:postgresql:")) {
            throw PostgresStartFailure.notAnAddress(properties);
        }
        HikariDataSource readers = null;
        HikariDataSource writers = null;
        try {
            readers = connect(properties, "log-readers", properties.readers());
            writers = connect(properties, "log-writers", writerCount);
            String version = check(properties, readers);
            Migrations.ofLog(readers, "classpath:db/postgres");
            return new PostgresDatabase(writers, readers, version);
        } catch (SQLException | RuntimeException e) {
            closeAll(readers, writers);
            throw e instanceof StartException known ? known : PostgresStartFailure.of(properties, e);
        }
    }

    private static HikariDataSource connect(PostgresProperties properties, String name, int connections)
            throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(properties.url());
        config.setUsername(properties.username());
        config.setPassword(properties.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setAutoCommit(false);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setValidationTimeout(2_000);
        config.setKeepaliveTime(60_000);
        // One attempt at the start: it either works or says what to do.
        config.setInitializationFailTimeout(1);
        config.addDataSourceProperty("ApplicationName", "diorama");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // An answered append survives a power cut, whatever the role's defaults are. And who stops in the midst of an
        // append, as a
        // suspended machine does, does not hold the room's row for ever.
        config.setConnectionInitSql(
                "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') ="
                        + " 'off'; set idle_in_transaction_session_timeout = '10s'; set lock_timeout = '15s'; set"
                        + " statement_timeout = '50s'");
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static String check(PostgresProperties properties, HikariDataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select current_setting('server_version'),"
                        + " current_setting('server_version_num')::int, current_setting('server_encoding'),"
                        + " current_setting('fsync')")) {
            row.next();
            String version = row.getString(1);
            if (row.getInt(2) < 130_000) {
                throw PostgresStartFailure.tooOld(properties, version);
            }
            if (!row.getString(3).equals("UTF8")) {
                throw PostgresStartFailure.notUnicode(properties, row.getString(3));
            }
            if (row.getString(4).equals("off")) {
                LOGGER.warn("PostgreSQL runs with fsync = off: a power cut can lose edits that were shown as saved.");
            }
            connection.rollback();
            return version;
        }
    }

    /** Version of the database's server. */
    String version() {
        return version;
    }

    /** A connection of the caller's own to write with, until it is closed; without auto-commit. */
    Connection writer() throws SQLException {
        return writers.getConnection();
    }

    @Override
    public Kind kind() {
        return Kind.POSTGRES;
    }

    @Override
    public void migrate(String feature) {
        try {
            Migrations.ofFeature(readers, Kind.POSTGRES, feature);
        } catch (FlywayException e) {
            throw new StartException(
                    "The tables of " + feature + " cannot be brought up to date: " + e.getMessage(),
                    "Nothing of the log was changed. Tables of a newer Diorama need that version.",
                    e);
        }
    }

    @Override
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        try (Connection connection = readers.getConnection()) {
            return run(work, connection);
        } catch (SQLException e) {
            throw new LogUnavailableException("the database refused: " + e.getMessage(), e);
        }
    }

    private static <T extends @Nullable Object> T run(Work<T> work, Connection connection) throws SQLException {
        try {
            T result = work.run(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        }
    }

    /** Undoes what the connection did since its last commit, if it can still be reached. */
    static void rollBack(Connection connection, Throwable reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        closeAll(readers, writers);
    }

    private static void closeAll(@Nullable HikariDataSource... pools) {
        for (HikariDataSource pool : pools) {
            if (pool != null) {
                pool.close();
            }
        }
    }
}
