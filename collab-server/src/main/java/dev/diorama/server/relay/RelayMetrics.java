package dev.diorama.server.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What the relay counts. */
final class RelayMetrics {
    private final Counter accepted;
    private final Counter delivered;

    private final Timer fanout;

    RelayMetrics(MeterRegistry meters) {
        this.fanout = Timer.builder("diorama.relay.fanout")
                .description(
                        "From an edit in the room to its frames in the queues of all sockets, its commit in between")
                .register(meters);
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

    /** An update took so long from its room to the queues of all sockets. */
    void fannedOut(long nanos) {
        fanout.record(nanos, TimeUnit.NANOSECONDS);
    }
}
