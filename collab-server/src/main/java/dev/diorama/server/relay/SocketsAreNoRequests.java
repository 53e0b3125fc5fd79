package dev.diorama.server.relay;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/**
 * Keeps sockets out of the statistics of HTTP requests: a request that takes a day says nothing, and to observe it costs each idle socket
 * kilobytes.
 */
final class SocketsAreNoRequests implements ObservationPredicate {
    @Override
    public boolean test(String name, Observation.Context context) {
        return !(context instanceof ServerRequestObservationContext observed && asksForSocket(observed.getCarrier()));
    }

    private static boolean asksForSocket(@Nullable ServerHttpRequest request) {
        return request != null
                && "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
    }
}
