package dev.diorama.server.access;

import dev.diorama.server.log.RoomName;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;

/** The door of every REST resource of a room: who may not see the room gets no further. */
public final class RestDoor {
    private final RoomAccess access;

    RestDoor(RoomAccess access) {
        this.access = access;
    }

    /**
     * Lets a request in.
     *
     * @param room the room's name as the request gives it
     * @throws ResponseStatusException 400 for a name that no room can have, 403 for who may not see the room
     */
    public RoomName enter(String room, ServerHttpRequest request) {
        RoomName name;
        try {
            name = new RoomName(room);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
        if (!access.enter(name, request).role().sees()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return name;
    }
}
