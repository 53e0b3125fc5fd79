package dev.diorama.server.relay;

import dev.diorama.server.access.OriginPolicy;
import dev.diorama.server.access.RoomAccess;
import dev.diorama.server.cluster.Fanout;
import dev.diorama.server.log.RoomSnapshots;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.log.jdbc.DatabaseSnapshotStore;
import dev.diorama.server.log.jdbc.FeatureDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationPredicate;
import io.netty.util.concurrent.EventExecutor;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.netty.ReactorNetty;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.resources.LoopResources;

/** Wires the relay into the web server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RelayProperties.class, RelayLimits.class, SnapshotProperties.class})
class RelayConfiguration {
    /** With the log's last commit well below the 20 s that a service manager is told to wait. */
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);
    /**
     * As half of the processors: they wait for a quick disk at most, and the log's writer, long tasks and compilers want to run, too. Netty's own number is at
     * least 4, which on a small machine are threads that wake each other and wait for a processor; its property is followed where it is set.
     */
    private static final int EVENT_LOOPS = Integer.getInteger(
            ReactorNetty.IO_WORKER_COUNT, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    @Bean
    RoomSnapshots roomSnapshots(UpdateLog log, FeatureDatabase database) {
        return new RoomSnapshots(log, new DatabaseSnapshotStore(database));
    }

    @Bean
    SnapshotWriter snapshotWriter(RoomSnapshots snapshots, SnapshotProperties properties) {
        return new SnapshotWriter(snapshots, properties, System::nanoTime);
    }

    /** Threads of this server's own: shared ones, which is the default, would end for all servers of a process with the first of them. */
    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResourcesSupplier(() -> LoopResources.create("io", EVENT_LOOPS, true));
        return resources;
    }

    @Bean
    RoomRegistry roomRegistry(
            UpdateLog log,
            Fanout fanout,
            Clock clock,
            RelayProperties properties,
            RelayLimits limits,
            MeterRegistry meters,
            RoomSnapshots snapshots,
            SnapshotWriter writer,
            ReactorResourceFactory resources) {
        // No bean: Spring would take it for the executor of everything else.
        Executor threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("room-", 0).factory());
        Executor longThreads = Executors.newFixedThreadPool(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                Thread.ofPlatform().daemon().name("room-long-", 0).factory());
        RelayServices services = new RelayServices(
                log,
                fanout,
                clock,
                new RoomLoops(() -> loops(resources), threads),
                threads,
                longThreads,
                new SecureRandom(),
                properties,
                limits,
                new RelayMetrics(meters),
                snapshots,
                writer);
        RoomRegistry rooms = new RoomRegistry(services, System::nanoTime);
        meters.gauge("diorama.relay.rooms", rooms, RoomRegistry::size);
        return rooms;
    }

    private static Iterable<EventExecutor> loops(ReactorResourceFactory resources) {
        return resources.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE);
    }

    @Bean
    Admissions admissions(RelayLimits limits) {
        return new Admissions(limits, System::nanoTime);
    }

    @Bean
    Sockets sockets(RoomRegistry rooms, RelayProperties properties, RelayLimits limits, MeterRegistry meters) {
        Sockets sockets = new Sockets(rooms, properties, limits, EVENT_LOOPS, System::nanoTime);
        meters.gauge("diorama.relay.sockets", sockets, Sockets::size);
        meters.gauge("diorama.relay.queued.bytes", sockets, Sockets::queuedBytes);
        return sockets;
    }

    @Bean
    NettyServerCustomizer kernelBuffers() {
        return new KernelBuffers();
    }

    @Bean
    NettyServerCustomizer readTurns() {
        return new ReadTurns();
    }

    @Bean
    ObservationPredicate socketsAreNoRequests() {
        return new SocketsAreNoRequests();
    }

    @Bean
    NettyServerCustomizer doorway() {
        return new Doorway(EVENT_LOOPS);
    }

    @Bean
    Housekeeping housekeeping(Admissions admissions, Sockets sockets, RoomRegistry rooms, RelayProperties properties) {
        Drain drain = new Drain(
                sockets,
                LONGEST_DRAIN,
                bound -> ThreadLocalRandom.current().nextLong(bound),
                millis -> CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
        return new Housekeeping(admissions, sockets, rooms, properties, drain);
    }

    @Bean
    HandlerMapping collabMapping(
            OriginPolicy origins,
            RoomAccess access,
            Admissions admissions,
            Sockets sockets,
            RelayProperties properties) {
        HandshakeWebSocketService upgrades = new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy(
                () -> WebsocketServerSpec.builder().maxFramePayloadLength(Sockets.maxFrameBytes(properties))));
        Upgrades doors = new Upgrades(upgrades, origins);
        return new SimpleUrlHandlerMapping(
                Map.of(
                        CollabEndpoint.PATH + "**",
                        new CollabEndpoint(doors, access, admissions, sockets),
                        HocuspocusEndpoint.PATH + "/**",
                        new HocuspocusEndpoint(doors, access, admissions, sockets)),
                Ordered.HIGHEST_PRECEDENCE);
    }
}
