package dev.diorama.server.relay;

import dev.diorama.server.access.OriginPolicy;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Makes sockets of requests, for pages that may open one; before that a refusal is an HTTP status. */
final class Upgrades {
    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";

    private final WebSocketService service;
    private final OriginPolicy origins;

    Upgrades(WebSocketService service, OriginPolicy origins) {
        this.service = service;
        this.origins = origins;
    }

    /**
     * Checks what no room has to be known for.
     *
     * @throws ResponseStatusException 403 for a page of another origin
     */
    void check(ServerHttpRequest request) {
        if (!origins.allowsOrigin(request.getHeaders())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    /** Answers who has to wait with a bare 503, and ends the connection: what explains errors is too slow for the thousands that may come. */
    static Mono<Void> turnAway(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
        response.getHeaders().set(HttpHeaders.CONNECTION, "close");
        return response.setComplete();
    }

    /**
     * Upgrades a request that was checked.
     *
     * @param preferred the subprotocol to choose where it is offered; else it is the first one
     * @param lease given back when the socket has ended, or does not come about
     */
    Mono<Void> open(ServerWebExchange exchange, String preferred, Admissions.Lease lease, Handler handler) {
        ServerHttpRequest request = exchange.getRequest();
        List<String> offered = request.getHeaders().getValuesAsList(PROTOCOLS).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::trim)
                .toList();
        Line line = Line.of(request);
        WebSocketHandler serving = socket -> handler.handle(socket, line).doFinally(signal -> lease.close());
        if (!offered.contains(preferred)) {
            return releasing(lease, service.handleRequest(exchange, new Accepting(offered, serving)));
        }
        // Spring takes the header apart by commas alone, and would find only what stands first in it.
        ServerWebExchange asking = exchange.mutate()
                .request(request.mutate().header(PROTOCOLS, preferred).build())
                .build();
        return releasing(lease, service.handleRequest(asking, new Accepting(List.of(preferred), serving)));
    }

    private static Mono<Void> releasing(Admissions.Lease lease, Mono<Void> upgrade) {
        return upgrade.doOnError(failure -> lease.close()).doOnCancel(lease::close);
    }

    /** Serves a socket. */
    @FunctionalInterface
    interface Handler {
        /**
         * Completes when the socket has ended.
         *
         * @param line the connection under it
         */
        Mono<Void> handle(WebSocketSession socket, Line line);
    }

    /** Accepts the first of some subprotocols, because browsers refuse an answer without one. */
    private record Accepting(List<String> accepted, WebSocketHandler handler) implements WebSocketHandler {
        @Override
        public List<String> getSubProtocols() {
            return accepted;
        }

        @Override
        public Mono<Void> handle(WebSocketSession session) {
            return handler.handle(session);
        }
    }
}
