package dev.diorama.server.log.jdbc;

import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells whether the log can be read: without it no room can be opened, so the server is not ready. */
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
}
