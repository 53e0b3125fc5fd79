package dev.diorama.server.access;

import dev.diorama.server.log.RoomName;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Decides who may enter a room; asked before a socket is upgraded and before a page of history is read. */
public interface RoomAccess {
    /**
     * Decides from what the request itself carries; never blocks.
     *
     * @throws org.springframework.web.server.ResponseStatusException 401, if credentials are asked for
     */
    Admission enter(RoomName room, ServerHttpRequest request);

    /**
     * Decides as {@link #enter(RoomName, ServerHttpRequest)}, for a client that names its token in a message.
     *
     * @param token what the client says, empty when it has none
     */
    default Admission enter(RoomName room, ServerHttpRequest request, String token) {
        return enter(room, request);
    }

    /** One sentence for the log, at the start: who can do what with this server as it is set up. */
    String description();
}
