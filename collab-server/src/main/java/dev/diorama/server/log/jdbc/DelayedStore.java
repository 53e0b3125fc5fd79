package dev.diorama.server.log.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store on a slower disk: every commit takes longer by the same time. For measurements; off unless somebody asks for it. */
public final class DelayedStore implements GroupStore {
    private static final Logger LOGGER = LoggerFactory.getLogger(DelayedStore.class);

    private final GroupStore store;
    private final Duration delay;

    private DelayedStore(GroupStore store, Duration delay) {
        this.store = store;
        this.delay = delay;
    }

    /** The store as it is when there is no delay. */
    public static GroupStore of(GroupStore store, Duration delay) {
        if (!delay.isPositive()) {
            return store;
        }
        LOGGER.warn("Every commit takes {} ms longer (diorama.log.commit-delay).", delay.toMillis());
        return new DelayedStore(store, delay);
    }

    /** Whoever waits for the commit waits for the delay: it lies before the store's answer is given. */
    @Override
    public long @Nullable [] write(List<Entry> group, boolean patient) throws SQLException {
        long @Nullable [] sequences = store.write(group, patient);
        if (sequences != null) {
            delay();
        }
        return sequences;
    }

    private void delay() {
        long end = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void probe() throws SQLException {
        store.probe();
    }
}
