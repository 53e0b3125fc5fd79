package dev.diorama.server.access;

import dev.diorama.server.log.RoomName;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Everybody who can reach the server edits every room: the default of a first run on one machine. */
final class OpenRoomAccess implements RoomAccess {
    private static final Admission ANYBODY = new Admission(Role.EDITOR, null);

    @Override
    public Admission enter(RoomName room, ServerHttpRequest request) {
        return ANYBODY;
    }

    @Override
    public String description() {
        return "No accounts: every room is open to whoever can reach this address.";
    }
}
