package dev.diorama.server.sidecar;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * What the referee last found, for health and metrics. Thread-safe.
 *
 * <p>The component is always up: nothing that people do with the server depends on the sidecar.
 */
final class RefereeStatus implements HealthIndicator {
    private final boolean configured;
    private final MeterRegistry meters;
    private volatile State state = State.STARTING;
    private volatile @Nullable Instant lastContact;
    private volatile String reason = "";
    private volatile long lag;
    private volatile long quarantined;

    RefereeStatus(boolean configured, MeterRegistry meters) {
        this.configured = configured;
        this.meters = meters;
        if (configured) {
            Gauge.builder("diorama.sidecar.lag", () -> lag)
                    .description("Entries of all logs that no verdict covers yet")
                    .register(meters);
            Gauge.builder("diorama.sidecar.quarantined", () -> quarantined)
                    .description("Rooms that ever had a mismatch")
                    .register(meters);
            for (Verdict verdict : Verdict.values()) {
                meters.counter("diorama.sidecar.checkpoints", "verdict", verdict.name());
            }
        }
    }

    void judged(Verdict verdict) {
        meters.counter("diorama.sidecar.checkpoints", "verdict", verdict.name()).increment();
    }

    /** The sidecar answered. */
    void contact(Instant now) {
        lastContact = now;
        state = State.IN_CONTACT;
        reason = "";
    }

    void away(String why) {
        state = State.AWAY;
        reason = why;
    }

    /** Another server of the cluster does the rounds. */
    void standby() {
        state = State.STANDBY;
        lag = 0;
    }

    void round(long entriesBehind, long roomsInQuarantine) {
        lag = entriesBehind;
        quarantined = roomsInQuarantine;
    }

    @Override
    public Health health() {
        if (!configured) {
            return Health.up().withDetail("state", "not configured").build();
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", state.words);
        Instant contact = lastContact;
        details.put("lastContact", contact == null ? "never" : contact.toString());
        details.put("lagEntries", lag);
        details.put("roomsInMismatch", quarantined);
        if (!reason.isEmpty()) {
            details.put("reason", reason);
        }
        return Health.up().withDetails(details).build();
    }

    /** How the sidecar is seen from here. */
    private enum State {
        STARTING("not asked yet"),
        IN_CONTACT("in contact"),
        AWAY("away"),
        STANDBY("another server asks");

        private final String words;

        State(String words) {
            this.words = words;
        }
    }
}
