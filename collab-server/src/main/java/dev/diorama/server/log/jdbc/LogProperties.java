package dev.diorama.server.log.jdbc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What holds for the log in any store.
 *
 * @param commitDelay by which every commit takes longer, to measure as if the disk were slower
 */
@ConfigurationProperties("diorama.log")
public record LogProperties(@DefaultValue("0ms") Duration commitDelay) {}
