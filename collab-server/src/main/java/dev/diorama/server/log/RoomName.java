package dev.diorama.server.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Name of a room: any Unicode text of 1 to 512 UTF-8 bytes without control characters; it may hold {@code /}.
 *
 * <p>Rule U7 of {@code SPEC.md}.
 */
public record RoomName(String value) {
    /** Longest name, in UTF-8 bytes. */
    public static final int MAX_BYTES = 512;

    /**
     * Checks a name.
     *
     * @throws IllegalArgumentException if the name is empty, too long, not well-formed or holds a control character
     */
    public RoomName {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("room name is empty");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("room name holds a control character");
        }
        int bytes;
        try {
            bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(java.nio.CharBuffer.wrap(value))
                    .remaining();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("room name is not well-formed Unicode", e);
        }
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("room name is too long: bytes=" + bytes + ", limit=" + MAX_BYTES);
        }
    }

    /**
     * Reads a room from the rest of a URL's raw path: percent-encoded UTF-8, in which {@code /} may be plain or encoded.
     *
     * @throws IllegalArgumentException if the escapes are not well-formed UTF-8, or the name is not allowed
     */
    public static RoomName fromPath(String rawPath) {
        byte[] raw = rawPath.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                decoded.put(raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new IllegalArgumentException("room name has a broken percent escape");
            }
            decoded.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return new RoomName(
                    StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("room name is not UTF-8", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
