package dev.diorama.server.relay;

import dev.diorama.server.access.Admission;
import dev.diorama.server.access.Role;
import dev.diorama.server.access.RoomAccess;
import dev.diorama.server.log.RoomName;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** The door at {@code /hocuspocus}, for Hocuspocus's provider: rooms are named, and asked for with a token, by the messages. */
final class HocuspocusEndpoint implements WebHandler {
    static final String PATH = "/hocuspocus";

    /** Stands for the rooms of one socket, where sockets are counted by rooms. */
    private static final RoomName MANY = new RoomName("hocuspocus");

    private static final Admission NOBODY = new Admission(Role.NONE, null);

    private final Upgrades upgrades;
    private final RoomAccess access;
    private final Admissions admissions;
    private final Sockets sockets;

    HocuspocusEndpoint(Upgrades upgrades, RoomAccess access, Admissions admissions, Sockets sockets) {
        this.upgrades = upgrades;
        this.access = access;
        this.admissions = admissions;
        this.sockets = sockets;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        try {
            upgrades.check(request);
        } catch (ResponseStatusException e) {
            return Mono.error(e);
        }
        Admissions.Lease lease = admissions.enter(request.getRemoteAddress(), MANY);
        if (lease == null) {
            return Upgrades.turnAway(exchange);
        }
        return upgrades.open(
                exchange,
                "",
                lease,
                (socket, line) -> sockets.serveDocuments(
                        (room, token) -> {
                            try {
                                return access.enter(room, request, token);
                            } catch (ResponseStatusException e) {
                                return NOBODY;
                            }
                        },
                        socket,
                        line));
    }
}
