package dev.diorama.server.log.postgres;

import dev.diorama.server.log.jdbc.FeatureDatabase;
import dev.diorama.server.log.jdbc.LogProperties;
import dev.diorama.server.log.jdbc.MeteredCommits;
import dev.diorama.server.log.jdbc.StoreChoice;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Opens the log in PostgreSQL when its address is configured. */
@Configuration(proxyBeanMethods = false)
@Conditional(StoreChoice.Postgres.class)
@EnableConfigurationProperties({PostgresProperties.class, LogProperties.class})
class PostgresLogConfiguration {
    private static final Logger LOGGER = LoggerFactory.getLogger(PostgresLogConfiguration.class);

    @Bean(destroyMethod = "close")
    PostgresUpdateLog updateLog(PostgresProperties properties, LogProperties common, MeterRegistry meters) {
        PostgresUpdateLog log = PostgresUpdateLog.open(properties, new MeteredCommits(meters), common.commitDelay());
        LOGGER.info("Log: PostgreSQL {}, {}", log.database().version(), properties.place());
        return log;
    }

    /** The log closes it. */
    @Bean(destroyMethod = "")
    FeatureDatabase featureDatabase(PostgresUpdateLog log) {
        return log.database();
    }
}
