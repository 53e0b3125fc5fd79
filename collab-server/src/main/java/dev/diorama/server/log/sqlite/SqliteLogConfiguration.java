package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.jdbc.LogProperties;
import dev.diorama.server.log.jdbc.MeteredCommits;
import dev.diorama.server.log.jdbc.StoreChoice;
import dev.diorama.server.ops.DataFolder;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Opens the log in the data folder, unless another store is configured. */
@Configuration(proxyBeanMethods = false)
@Conditional(StoreChoice.Sqlite.class)
@EnableConfigurationProperties(LogProperties.class)
class SqliteLogConfiguration {
    private static final Logger LOGGER = LoggerFactory.getLogger(SqliteLogConfiguration.class);

    @Bean(destroyMethod = "close")
    SqliteUpdateLog updateLog(DataFolder folder, LogProperties properties, MeterRegistry meters) {
        SqliteUpdateLog log = SqliteUpdateLog.open(folder.path(), new MeteredCommits(meters), properties.commitDelay());
        LOGGER.info("Log: SQLite, {}", folder.path().resolve(SqliteFile.NAME));
        return log;
    }

    /** Depends on the log, because the log locks the folder. */
    @Bean(destroyMethod = "close")
    SqliteFeatureDatabase featureDatabase(DataFolder folder, SqliteUpdateLog log) {
        return new SqliteFeatureDatabase(folder.path());
    }
}
