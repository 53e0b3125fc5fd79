package dev.diorama.server.log.jdbc;

import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tells whether the log can be read and whether it takes edits.
 *
 * <p>Without reading no room can be opened, so the server is not ready. A log that takes nothing leaves rooms that can be looked at:
 * the server stays ready, and its health is down so that somebody comes.
 */
@Configuration(proxyBeanMethods = false)
class LogWatch {
    private static final RoomName PROBE = new RoomName("health");

    @Bean
    HealthIndicator logHealthIndicator(UpdateLog log) {
        return () -> {
            log.head(PROBE);
            return Health.up().build();
        };
    }

    @Bean
    HealthIndicator logWritesHealthIndicator(UpdateLog log, MeterRegistry meters) {
        Gauge.builder("diorama.log.refusing", log, watched -> watched.refusal() == null ? 0 : 1)
                .description("1 while the log takes no edits")
                .register(meters);
        return () -> {
            String refusal = log.refusal();
            return refusal == null
                    ? Health.up().build()
                    : Health.down().withDetail("reason", refusal).build();
        };
    }
}
