package dev.diorama.server.relay;

import java.util.List;
import reactor.core.publisher.Mono;

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
}
