package dev.diorama.server.sidecar;

import dev.diorama.server.access.RestDoor;
import dev.diorama.server.log.RoomName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** A room's checkpoints over REST; the methods block and run on virtual threads. */
@RestController
class CheckpointController {
    private static final int MAX_PAGE = 100;

    private final CheckpointStore store;
    private final RestDoor door;

    CheckpointController(CheckpointStore store, RestDoor door) {
        this.store = store;
        this.door = door;
    }

    /**
     * Checkpoints of a room, newest first.
     *
     * @param before only those with an id below this, to get the next page
     */
    @GetMapping(path = "/api/scenes/{room}/checkpoints", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> checkpoints(
            @PathVariable String room,
            @RequestParam @Nullable Long before,
            @RequestParam(defaultValue = "20") int limit,
            ServerHttpRequest request) {
        RoomName name = door.enter(room, request);
        if (limit < 1 || limit > MAX_PAGE) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "limit is not 1 to " + MAX_PAGE + ": " + limit);
        }
        List<StoredCheckpoint> page = store.newest(name, before == null ? Long.MAX_VALUE : before, limit);
        Long next = page.size() < limit ? null : page.getLast().id();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(CheckpointJson.of(name, store.isQuarantined(name), page, next));
    }
}
