package dev.diorama.server.relay;

import java.util.List;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** One socket, as its outbound queue sees it. */
interface Wire {
    /** Writes and flushes frames; completes when the operating system has all of their bytes. One at a time. */
    Mono<Void> send(List<Frame> frames);

    /** Asks the peer for a sign of life. */
    Mono<Void> ping();

    /** Sends a close frame; the peer ends the connection. */
    Mono<Void> close(CloseReason reason);

    /** Ends the connection without a word. */
    void abort();

    /** Runs a task on the thread that writes, behind what that does now. */
    default void soon(Runnable task) {
        task.run();
    }

    /** Runs a task after so many milliseconds, when the thread that writes gets to it. */
    default void later(long millis, Runnable task) {
        Schedulers.parallel().schedule(task, millis, TimeUnit.MILLISECONDS);
    }
}
