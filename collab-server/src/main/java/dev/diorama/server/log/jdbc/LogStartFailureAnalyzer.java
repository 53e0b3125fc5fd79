package dev.diorama.server.log.jdbc;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words why the log cannot be opened and what to do. */
final class LogStartFailureAnalyzer extends AbstractFailureAnalyzer<LogStartException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LogStartException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
    }
}
