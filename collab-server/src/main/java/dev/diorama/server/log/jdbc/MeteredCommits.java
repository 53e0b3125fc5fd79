package dev.diorama.server.log.jdbc;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts commits and tells the person in charge when one fails. */
public final class MeteredCommits implements CommitObserver {
    private static final Logger LOGGER = LoggerFactory.getLogger(MeteredCommits.class);

    private final Timer commits;
    private final DistributionSummary groups;
    private final MeterRegistry meters;

    public MeteredCommits(MeterRegistry meters) {
        this.meters = meters;
        this.commits = meters.timer("diorama.log.commit");
        this.groups = meters.summary("diorama.log.commit.updates");
    }

    @Override
    public void committed(int updates, long nanos) {
        commits.record(nanos, TimeUnit.NANOSECONDS);
        groups.record(updates);
    }

    @Override
    public void failed(int updates, Throwable reason) {
        meters.counter("diorama.log.commit.failures").increment();
        LOGGER.error("The log refused a commit; nobody heard of its updates: updates={}", updates, reason);
    }

    @Override
    public void recovered() {
        LOGGER.info("The log takes edits again.");
    }
}
