package dev.diorama.server.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits and times of the relay.
 *
 * @param update largest live edit
 * @param state largest step2, which carries all edits made offline
 * @param presence largest presence state of one client; a larger one is not relayed
 * @param presenceMessage largest message of presence states; providers send all that they know at once
 * @param messagesPerSecond of one socket in the long run
 * @param messageBurst of one socket at once
 * @param outbound bytes that may wait for one socket; then it is resynchronised from the log
 * @param drain how long a socket that lags may take before it is closed
 * @param keepAlive between messages to a socket that nothing else is sent to
 * @param silence after which a socket that does not even answer pings is dropped
 * @param absence after which people on another server are gone if nothing is heard of them
 * @param unload how long a room without sockets stays in memory
 */
@ConfigurationProperties("diorama.relay")
record RelayProperties(
        @DefaultValue("4MB") DataSize update,
        @DefaultValue("64MB") DataSize state,
        @DefaultValue("4KB") DataSize presence,
        @DefaultValue("1MB") DataSize presenceMessage,
        @DefaultValue("5000") int messagesPerSecond,
        @DefaultValue("20000") int messageBurst,
        @DefaultValue("8MB") DataSize outbound,
        @DefaultValue("30s") Duration drain,
        @DefaultValue("20s") Duration keepAlive,
        @DefaultValue("75s") Duration silence,
        @DefaultValue("30s") Duration absence,
        @DefaultValue("60s") Duration unload) {}
