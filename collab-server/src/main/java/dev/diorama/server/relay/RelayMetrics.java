package dev.diorama.server.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the relay counts. */
final class RelayMetrics {
    private final Counter accepted;
    private final Counter delivered;

    RelayMetrics(MeterRegistry meters) {
        this.accepted = meters.counter("diorama.relay.updates.accepted");
        this.delivered = meters.counter("diorama.relay.updates.delivered");
    }

    /** An update was handed to the log. */
    void accepted() {
        accepted.increment();
    }

    /** An update was queued for so many sockets. */
    void delivered(int sockets) {
        delivered.increment(sockets);
    }
}
