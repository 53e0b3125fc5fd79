package dev.diorama.server.relay;

import dev.diorama.server.access.Admission;
import dev.diorama.server.access.RoomAccess;
import dev.diorama.server.log.RoomName;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/**
 * The door at {@code /collab/{room}}: reads the room from the rest of the path, checks origin and access, and upgrades.
 *
 * <p>Before the upgrade a refusal is an HTTP status: 400 for a room's name, 401 where access asks for other credentials, 403 for who may
 * not come in, whatever the reason, and 503 for who has to wait.
 */
final class CollabEndpoint implements WebHandler {
    static final String PATH = "/collab/";

    private final Upgrades upgrades;
    private final RoomAccess access;
    private final Admissions admissions;
    private final Sockets sockets;

    CollabEndpoint(Upgrades upgrades, RoomAccess access, Admissions admissions, Sockets sockets) {
        this.upgrades = upgrades;
        this.access = access;
        this.admissions = admissions;
        this.sockets = sockets;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        try {
            RoomName room = room(request.getURI().getRawPath());
            upgrades.check(request);
            Admission admission = access.enter(room, request);
            if (!admission.role().sees()) {
                throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            }
            Admissions.Lease lease = admissions.enter(request.getRemoteAddress(), room);
            if (lease == null) {
                return Upgrades.turnAway(exchange);
            }
            return upgrades.open(
                    exchange, Extended.NAME, lease, (socket, line) -> sockets.serve(room, admission, socket, line));
        } catch (ResponseStatusException e) {
            return Mono.error(e);
        }
    }

    private static RoomName room(String path) {
        try {
            return RoomName.fromPath(path.length() < PATH.length() ? "" : path.substring(PATH.length()));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }
}
