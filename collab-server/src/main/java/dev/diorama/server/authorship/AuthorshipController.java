package dev.diorama.server.authorship;

import dev.diorama.server.access.RestDoor;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import java.time.Clock;
import java.util.Locale;
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

/** Who changed which node of a room last, over REST; the method blocks and runs on a virtual thread. */
@RestController
class AuthorshipController {
    private static final int MOST_NODES = 100_000;
    /** Three thousand years: before any log, and far from where milliseconds end. */
    private static final long LONGEST = 100_000_000_000L;

    private final Authorship authorship;
    private final UpdateLog log;
    private final RestDoor door;
    private final Clock clock;

    AuthorshipController(Authorship authorship, UpdateLog log, RestDoor door, Clock clock) {
        this.authorship = authorship;
        this.log = log;
        this.door = door;
        this.clock = clock;
    }

    /**
     * The nodes that are there, with their last changes, the newest first.
     *
     * @param by only those of authors whose name, or a word of it, begins so, in capital or small letters
     * @param name only those of authors with just this name
     * @param color only those of authors with this colour, {@code #rrggbb}
     * @param within only those of the last so many seconds, by the server's clock
     * @param limit most nodes of the answer
     */
    @GetMapping(path = "/api/scenes/{room}/authorship", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> authorship(
            @PathVariable String room,
            @RequestParam @Nullable String by,
            @RequestParam @Nullable String name,
            @RequestParam @Nullable String color,
            @RequestParam @Nullable Long within,
            @RequestParam(defaultValue = "10000") int limit,
            ServerHttpRequest request) {
        RoomName of = door.enter(room, request);
        if (within != null && within < 0) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "within is negative: within=" + within);
        }
        if (limit < 1 || limit > MOST_NODES) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "limit is not 1 to " + MOST_NODES + ": limit=" + limit);
        }
        Question question = new Question(
                by == null ? null : by.strip().toLowerCase(Locale.ROOT),
                name == null ? null : name.strip(),
                color,
                within == null ? Long.MIN_VALUE : clock.millis() - 1_000 * Math.min(within, LONGEST));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(AuthorshipJson.of(of, log.id(), authorship.find(of, question), limit));
    }
}
