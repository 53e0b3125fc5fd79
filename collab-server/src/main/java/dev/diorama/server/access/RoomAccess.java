package dev.diorama.server.access;

import dev.diorama.server.log.RoomName;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Decides who may enter a room; asked before a socket is upgraded and before a page of history is read. */
public interface RoomAccess {
    /** Decides from what the request itself carries; never blocks. */
    Admission enter(RoomName room, ServerHttpRequest request);

    /** One sentence for the log, at the start: who can do what with this server as it is set up. */
    String description();
}
