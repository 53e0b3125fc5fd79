package dev.diorama.server.log.sqlite;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;

/** Empty logs as older versions made them. */
final class OldTables {
    private OldTables() {}

    /**
     * Makes one in a folder.
     *
     * @param version number of the last migration that it knows
     * @return its address for JDBC
     */
    static String make(Path folder, int version) {
        String database = "jdbc:sqlite:" + folder.resolve(SqliteFile.NAME);
        Flyway.configure()
                .dataSource(database, null, null)
                .locations("classpath:db/sqlite")
                .table("schema_history")
                .target(String.valueOf(version))
                .load()
                .migrate();
        return database;
    }
}
