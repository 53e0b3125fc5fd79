package dev.diorama.server.relay;

import dev.diorama.server.access.Admission;
import dev.diorama.server.access.OriginPolicy;
import dev.diorama.server.access.RoomAccess;
import dev.diorama.server.log.RoomName;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;

/**
 * The door at {@code /collab/{room}}: reads the room from the rest of the path, checks origin and access, and upgrades.
 *
 * <p>Before the upgrade a refusal is an HTTP status: 400 for a room's name, 403 for who may not come in, whatever the reason, and 503
 * for who has to wait.
 */
final class CollabEndpoint implements WebHandler {
    static final String PATH = "/collab/";
    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";

    private final WebSocketService upgrades;
    private final OriginPolicy origins;
    private final RoomAccess access;
    private final Admissions admissions;
    private final Sockets sockets;

    CollabEndpoint(
            WebSocketService upgrades,
            OriginPolicy origins,
            RoomAccess access,
            Admissions admissions,
            Sockets sockets) {
        this.upgrades = upgrades;
        this.origins = origins;
        this.access = access;
        this.admissions = admissions;
        this.sockets = sockets;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        RoomName room;
        try {
            room = RoomName.fromPath(request.getURI().getRawPath().substring(PATH.length()));
        } catch (IllegalArgumentException e) {
            return Mono.error(new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage()));
        }
        if (!origins.allowsOrigin(request.getHeaders())) {
            return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN));
        }
        Admission admission = access.enter(room, request);
        if (!admission.role().sees()) {
            return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN));
        }
        Admissions.Lease lease = admissions.enter(request.getRemoteAddress(), room);
        if (lease == null) {
            return Mono.error(new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE));
        }
        Runnable abort = abortOf(request);
        return upgrades.handleRequest(
                        exchange,
                        new OfferedProtocols(
                                offered(request),
                                socket -> sockets.serve(room, admission, socket, abort)
                                        .doFinally(signal -> lease.close())))
                .doOnError(failure -> lease.close())
                .doOnCancel(lease::close);
    }

    private static List<String> offered(ServerHttpRequest request) {
        return request.getHeaders().getValuesAsList(PROTOCOLS).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::trim)
                .toList();
    }

    /** Ends the request's connection at the network's level, which no queue of frames can delay. */
    private static Runnable abortOf(ServerHttpRequest request) {
        AtomicReference<Connection> connection = new AtomicReference<>();
        if (ServerHttpRequestDecorator.getNativeRequest(request) instanceof HttpServerRequest netty) {
            netty.withConnection(connection::set);
        }
        return () -> {
            Connection known = connection.get();
            if (known != null) {
                var unused = known.channel().close();
            }
        };
    }

    /** Accepts the first subprotocol that the client offers, because browsers refuse an answer without one. */
    private record OfferedProtocols(List<String> offered, WebSocketHandler handler) implements WebSocketHandler {
        @Override
        public List<String> getSubProtocols() {
            return offered;
        }

        @Override
        public Mono<Void> handle(WebSocketSession session) {
            return handler.handle(session);
        }
    }
}
