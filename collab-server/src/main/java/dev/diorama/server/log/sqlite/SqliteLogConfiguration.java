package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.ops.DataFolder;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the log in the data folder, with its metrics and its health. */
@Configuration(proxyBeanMethods = false)
class SqliteLogConfiguration {
    private static final Logger LOGGER = LoggerFactory.getLogger(SqliteLogConfiguration.class);
    private static final RoomName PROBE = new RoomName("health");

    @Bean(destroyMethod = "close")
    SqliteUpdateLog updateLog(DataFolder folder, MeterRegistry meters) {
        return SqliteUpdateLog.open(folder.path(), new MeteredCommits(meters));
    }

    @Bean
    HealthIndicator logHealthIndicator(UpdateLog log) {
        return () -> {
            log.head(PROBE);
            return Health.up().build();
        };
    }

    /** Counts commits and tells the person in charge when one fails. */
    private static final class MeteredCommits implements CommitObserver {
        private final Timer commits;
        private final DistributionSummary groups;
        private final MeterRegistry meters;

        MeteredCommits(MeterRegistry meters) {
            this.meters = meters;
            this.commits = meters.timer("diorama.log.commit");
            this.groups = meters.summary("diorama.log.commit.updates");
        }

        @Override
        public void committed(int updates, long nanos) {
            commits.record(nanos, TimeUnit.NANOSECONDS);
            groups.record(updates);
        }

        @Override
        public void failed(int updates, Throwable reason) {
            meters.counter("diorama.log.commit.failures").increment();
            LOGGER.error("The log refused a commit; nobody heard of its updates: updates={}", updates, reason);
        }
    }
}
