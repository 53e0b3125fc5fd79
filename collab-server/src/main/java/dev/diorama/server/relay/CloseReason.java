package dev.diorama.server.relay;

import dev.diorama.scene.crdt.LimitException;
import java.nio.charset.StandardCharsets;

/**
 * Why a socket is closed, as its close frame says it.
 *
 * <p>Codes 4400 to 4499 are permanent: the same bytes will be refused again. All others are transient: come back.
 *
 * @param code RFC 6455 close code
 * @param text at most 123 bytes of UTF-8
 */
record CloseReason(int code, String text) {
    static final CloseReason TEXT_FRAME = new CloseReason(1003, "text frames are not part of the protocol");
    static final CloseReason RESTART = new CloseReason(1012, "the server is restarting");
    static final CloseReason TOO_SLOW = new CloseReason(1013, "the connection is too slow for this room");
    static final CloseReason TOO_MANY_MESSAGES = new CloseReason(1013, "too many messages a second");
    static final CloseReason TOO_MANY_BYTES = new CloseReason(1013, "too many bytes a second");
    static final CloseReason TOO_MUCH_PRESENCE = new CloseReason(1013, "too much presence a second");
    static final CloseReason TOO_MANY_ASKS = new CloseReason(1013, "the state was asked for too often");
    static final CloseReason NOT_STORED = new CloseReason(1013, "the log refused an edit; the room is reloaded");
    static final CloseReason STORES_AGAIN = new CloseReason(1013, "edits can be stored again; come back with yours");
    static final CloseReason NOT_LOADED = new CloseReason(1013, "the room cannot be loaded now");
    static final CloseReason BROKEN = new CloseReason(1011, "internal error; the room is reloaded");

    private static final int MAX_TEXT_BYTES = 123;

    CloseReason {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_TEXT_BYTES) {
            int end = MAX_TEXT_BYTES;
            while ((bytes[end] & 0xC0) == 0x80) {
                end--;
            }
            text = new String(bytes, 0, end, StandardCharsets.UTF_8);
        }
    }

    static CloseReason malformed(String detail) {
        return new CloseReason(4400, "malformed: " + detail);
    }

    /** The room would come to hold more than it may. */
    static CloseReason beyond(LimitException limit) {
        return new CloseReason(
                limit.kind() == LimitException.Kind.WAITING ? 1013 : 4413, String.valueOf(limit.getMessage()));
    }

    static CloseReason tooLarge(String what, long bytes, long limit) {
        return new CloseReason(4413, what + " is too large: bytes=" + bytes + ", limit=" + limit);
    }
}
