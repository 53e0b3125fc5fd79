package dev.diorama.server.history;

import dev.diorama.server.access.RestDoor;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.RoomSnapshots;
import dev.diorama.server.log.UpdateLog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * A room's past over REST; its name is one path segment, percent-encoded.
 *
 * <p>A room that nobody ever wrote to is an empty one: no request tells whether a name is in use. The methods block and run on virtual
 * threads.
 */
@RestController
@RequestMapping(path = "/api/scenes/{room}", produces = MediaType.APPLICATION_JSON_VALUE)
class HistoryController {
    private static final int PAGE_ENTRIES = 1_000;
    private static final long PAGE_BYTES = 8 << 20;
    /** Part of the tags of lists: an answer in another form is another answer. */
    private static final String FORM = "3";

    private final UpdateLog log;
    private final RoomSnapshots snapshots;
    private final RestDoor door;

    HistoryController(UpdateLog log, RoomSnapshots snapshots, RestDoor door) {
        this.log = log;
        this.snapshots = snapshots;
        this.door = door;
    }

    /**
     * The scene as of an entry of its log, or as of now.
     *
     * @param at sequence of the entry; 0 is the empty scene
     */
    @GetMapping("/state")
    ResponseEntity<String> state(
            @PathVariable String room, @RequestParam @Nullable Long at, ServerHttpRequest request) {
        RoomName name = door.enter(room, request);
        long head = log.head(name);
        long sequence = at == null ? head : at;
        if (sequence < 0) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "at is negative: at=" + sequence);
        }
        if (sequence > head) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "the log does not reach that far: at=" + sequence + ", head=" + head);
        }
        String tag = "\"" + log.id() + "-" + sequence + "\"";
        if (isKnown(request, tag)) {
            return unchanged(tag);
        }
        RoomState state = RoomState.restore(snapshots, name, sequence);
        return ResponseEntity.ok()
                .eTag(tag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(HistoryJson.of(state));
    }

    /**
     * Entries of the log in order, as many as fit a page: ask again from behind the last one.
     *
     * @param from first sequence
     * @param to last sequence, inclusive; without it up to the head
     */
    @GetMapping("/updates")
    ResponseEntity<String> updates(
            @PathVariable String room,
            @RequestParam(defaultValue = "1") long from,
            @RequestParam @Nullable Long to,
            ServerHttpRequest request) {
        RoomName name = door.enter(room, request);
        if (from < 1) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "from is not positive: from=" + from);
        }
        long head = log.head(name);
        long last = to == null ? head : Math.min(to, head);
        List<LoggedUpdate> page = from > last ? List.of() : log.read(name, from, last, PAGE_BYTES, PAGE_ENTRIES);
        // An answer that names its end and reached it will never be another.
        boolean closed = to != null && to <= head;
        String tag = "\"" + log.id() + "-" + FORM + "-" + from + "-" + (closed ? last : last + "-" + head) + "\"";
        if (isKnown(request, tag)) {
            return unchanged(tag);
        }
        // Asked for anew even when closed: the address does not say which log it is, and a data folder can be another
        // tomorrow.
        return ResponseEntity.ok()
                .eTag(tag)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(HistoryJson.of(name, log.id(), head, page));
    }

    private static boolean isKnown(ServerHttpRequest request, String tag) {
        return request.getHeaders().getValuesAsList(HttpHeaders.IF_NONE_MATCH).contains(tag);
    }

    private static ResponseEntity<String> unchanged(String tag) {
        return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
    }
}
