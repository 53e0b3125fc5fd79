package dev.diorama.server.log.jdbc;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the tables of the log or of a feature up to date. */
public final class Migrations {
    private static final Logger LOGGER = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /**
     * Runs the migrations that the log's tables lack, in a schema that is the log's alone.
     *
     * @param location folder of the scripts, {@code classpath:...}
     * @throws FlywayException if one fails, other tables are there, or a newer version of this program was
     */
    public static void ofLog(DataSource database, String location) {
        run(database, location, "schema_history", false);
    }

    /**
     * Runs the migrations that a feature's tables lack, beside whatever else is there.
     *
     * @throws FlywayException if one fails, or a newer version of this program was there
     */
    public static void ofFeature(DataSource database, FeatureDatabase.Kind kind, String feature) {
        run(database, kind.migrations(feature), feature + "_schema_history", true);
    }

    private static void run(DataSource database, String location, String history, boolean besideOthers) {
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .locations(location)
                .failOnMissingLocations(true)
                .table(history)
                .baselineOnMigrate(besideOthers)
                .baselineVersion("0")
                .load();
        // Flyway itself thinks nothing of tables from the future.
        Arrays.stream(flyway.info().applied())
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)
                .findFirst()
                .ifPresent(Migrations::refuse);
        if (flyway.info().applied().length > 0 && flyway.info().pending().length > 0) {
            LOGGER.info(
                    "Bringing tables of an older version up to date, which takes a while where they are large: {}",
                    Arrays.stream(flyway.info().pending())
                            .map(MigrationInfo::getScript)
                            .toList());
        }
        flyway.migrate();
    }

    private static void refuse(MigrationInfo migration) {
        throw new NewerVersionException(migration.getScript());
    }

    /** The tables are of a version of this program that is newer than this one. */
    public static final class NewerVersionException extends FlywayException {
        private static final long serialVersionUID = 1L;

        NewerVersionException(String script) {
            super("its tables are of a newer version of Diorama: " + script);
        }
    }
}
