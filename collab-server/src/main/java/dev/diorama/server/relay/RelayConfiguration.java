package dev.diorama.server.relay;

import dev.diorama.server.access.OriginPolicy;
import dev.diorama.server.access.RoomAccess;
import dev.diorama.server.cluster.Fanout;
import dev.diorama.server.log.UpdateLog;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.netty.http.server.WebsocketServerSpec;

/** Wires the relay into the web server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RelayProperties.class)
class RelayConfiguration {
    @Bean
    RoomRegistry roomRegistry(
            UpdateLog log, Fanout fanout, Clock clock, RelayProperties properties, MeterRegistry meters) {
        // No bean: Spring would take it for the executor of everything else.
        Executor threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("room-", 0).factory());
        RelayServices services = new RelayServices(
                log, fanout, clock, threads, new SecureRandom(), properties, new RelayMetrics(meters));
        RoomRegistry rooms = new RoomRegistry(services, System::nanoTime);
        meters.gauge("diorama.relay.rooms", rooms, RoomRegistry::size);
        return rooms;
    }

    @Bean
    Sockets sockets(RoomRegistry rooms, RelayProperties properties, MeterRegistry meters) {
        Sockets sockets = new Sockets(rooms, properties, System::nanoTime);
        meters.gauge("diorama.relay.sockets", sockets, Sockets::size);
        meters.gauge("diorama.relay.queued.bytes", sockets, Sockets::queuedBytes);
        return sockets;
    }

    @Bean
    Housekeeping housekeeping(Sockets sockets, RoomRegistry rooms, RelayProperties properties) {
        return new Housekeeping(sockets, rooms, properties);
    }

    @Bean
    HandlerMapping collabMapping(OriginPolicy origins, RoomAccess access, Sockets sockets, RelayProperties properties) {
        HandshakeWebSocketService upgrades = new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
                () -> WebsocketServerSpec.builder().maxFramePayloadLength(Sockets.maxFrameBytes(properties))));
        CollabEndpoint endpoint = new CollabEndpoint(upgrades, origins, access, sockets);
        return new SimpleUrlHandlerMapping(Map.of(CollabEndpoint.PATH + "**", endpoint), Ordered.HIGHEST_PRECEDENCE);
    }
}
