package dev.diorama.server.sidecar;

import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.log.jdbc.FeatureDatabase;
import dev.diorama.server.ops.DataFolder;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the referee, which runs only where a sidecar is configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SidecarProperties.class)
class SidecarConfiguration {
    private static final Logger LOGGER = LoggerFactory.getLogger(SidecarConfiguration.class);

    /** Its name is that of the component in the health. */
    @Bean
    RefereeStatus sidecarHealthIndicator(SidecarProperties properties, MeterRegistry meters) {
        return new RefereeStatus(properties.configured(), meters);
    }

    @Bean
    CheckpointStore checkpointStore(FeatureDatabase database) {
        return DatabaseCheckpointStore.open(database);
    }

    @Bean
    RefereeThread refereeThread(
            SidecarProperties properties,
            UpdateLog log,
            CheckpointStore store,
            RefereeStatus status,
            DataFolder folder,
            Clock clock) {
        if (!properties.configured()) {
            return new RefereeThread(null, properties.interval());
        }
        SidecarClient client = SidecarClient.of(properties);
        LOGGER.info("The sidecar at {} judges every room, every {}", properties.url(), properties.interval());
        Referee.Parts parts = new Referee.Parts(
                log,
                store,
                client,
                new ServerDocuments(log, properties.documents()),
                new ReproductionBundle(log, folder.path()),
                status,
                clock);
        // A member that fell silent is followed after three rounds and its longest wait.
        Duration lease = properties.interval().multipliedBy(3).plus(properties.timeout());
        return new RefereeThread(new Referee(parts, UUID.randomUUID().toString(), lease), properties.interval());
    }
}
