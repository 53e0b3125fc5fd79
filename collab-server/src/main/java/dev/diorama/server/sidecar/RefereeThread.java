package dev.diorama.server.sidecar;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The thread on which the referee goes its rounds: of the lowest priority, and not a virtual one, because replaying is all computing and
 * would keep a carrier from the requests.
 */
final class RefereeThread implements SmartLifecycle {
    private static final Logger LOGGER = LoggerFactory.getLogger(RefereeThread.class);
    private static final Duration GOODBYE = Duration.ofSeconds(2);

    private final @Nullable Referee referee;
    private final Duration interval;
    private @Nullable Thread thread;

    /**
     * Makes the thread.
     *
     * @param referee null when there is no sidecar: then nothing runs
     */
    RefereeThread(@Nullable Referee referee, Duration interval) {
        this.referee = referee;
        this.interval = interval;
    }

    @Override
    public synchronized void start() {
        if (referee == null) {
            return;
        }
        Referee judge = referee;
        thread = Thread.ofPlatform()
                .daemon()
                .name("referee")
                .priority(Thread.MIN_PRIORITY)
                .start(() -> run(judge));
    }

    private void run(Referee judge) {
        try {
            while (true) {
                Thread.sleep(interval);
                try {
                    judge.round();
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                    LOGGER.warn("A round of the referee failed; the next one comes", e);
                }
            }
        } catch (InterruptedException e) {
            LOGGER.debug("The referee was told to stop");
        }
    }

    @Override
    public synchronized void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        thread = null;
        running.interrupt();
        try {
            running.join(GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
