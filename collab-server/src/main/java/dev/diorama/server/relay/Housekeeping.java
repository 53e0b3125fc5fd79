package dev.diorama.server.relay;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** What happens in the relay by the clock, and its orderly end: sockets are told to come back before the server stops listening. */
final class Housekeeping implements SmartLifecycle {
    private static final Logger LOGGER = LoggerFactory.getLogger(Housekeeping.class);

    private final Admissions admissions;
    private final Sockets sockets;
    private final RoomRegistry rooms;
    private final RelayProperties properties;
    private final Drain drain;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("relay-timer").factory());
    private volatile boolean running;

    Housekeeping(Admissions admissions, Sockets sockets, RoomRegistry rooms, RelayProperties properties, Drain drain) {
        this.admissions = admissions;
        this.sockets = sockets;
        this.rooms = rooms;
        this.properties = properties;
        this.drain = drain;
    }

    @Override
    public void start() {
        running = true;
        every(properties.keepAlive(), sockets::keepAlive);
        every(Duration.ofSeconds(1), () -> rooms.forEach(Room::tick));
        every(Duration.ofSeconds(1), rooms::compareWithLog);
        every(Duration.ofSeconds(1), () -> rooms.unloadEmpty(properties.unload()));
    }

    private void every(Duration time, Runnable action) {
        // A task that throws would never run again.
        Runnable guarded = () -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOGGER.error("Housekeeping failed", e);
            }
        };
        var unused = timer.scheduleAtFixedRate(guarded, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
        admissions.stop();
        drain.run();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
