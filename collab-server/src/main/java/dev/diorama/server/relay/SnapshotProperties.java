package dev.diorama.server.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the documents of rooms are stored, so that they open fast.
 *
 * @param every so many entries of a room; a room that is unloaded is stored after a tenth of them
 * @param interval shortest time between two snapshots of a room in use
 */
@ConfigurationProperties("diorama.snapshots")
record SnapshotProperties(
        @DefaultValue("5000") int every,
        @DefaultValue("30s") Duration interval) {}
