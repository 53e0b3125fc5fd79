package dev.diorama.server.history;

import dev.diorama.server.log.LogUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;

/** Failures as {@code application/problem+json} (RFC 9457). */
@RestControllerAdvice
class HistoryProblems extends ResponseEntityExceptionHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(HistoryProblems.class);

    @ExceptionHandler
    ProblemDetail logUnavailable(LogUnavailableException e) {
        LOGGER.error("The log cannot be read", e);
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "the log cannot be read now");
    }
}
