package dev.diorama.server.access;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.server.log.Author;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Makes an author of what somebody without an account says about themselves.
 *
 * <p>A guest is their name and colour: with the same two they are the same author, under another name another one.
 */
public final class GuestAuthor {
    /** Longest name, in code points. */
    static final int MAX_NAME = 64;

    private static final int ID_BYTES = 8;

    private GuestAuthor() {}

    /**
     * Reads {@code user.name} and {@code user.color} of a presence state; what else is in there does not matter.
     *
     * @param presence JSON text
     * @return {@link Author#GUEST} when it says neither
     */
    public static Author of(String presence) {
        Map<String, AnyValue> user;
        try {
            user = Json.parse(presence)
                    .fields()
                    .getOrDefault("user", AnyValue.Null.INSTANCE)
                    .fields();
        } catch (DecodeException e) {
            return Author.GUEST;
        }
        String name = name(text(user, "name"));
        String color = color(text(user, "color"));
        return name.isEmpty() && color.isEmpty() ? Author.GUEST : new Author(id(name, color), name, color);
    }

    private static String text(Map<String, AnyValue> user, String key) {
        return user.getOrDefault(key, AnyValue.Null.INSTANCE).string("");
    }

    /** The name without what a store or a page could stumble over: control characters, halves of characters, turns of direction. */
    private static String name(String raw) {
        StringBuilder name = new StringBuilder();
        raw.codePoints()
                .filter(point -> !isUnfit(point))
                .limit(MAX_NAME)
                .map(point -> Character.isWhitespace(point) ? ' ' : point)
                .forEach(name::appendCodePoint);
        return name.toString().strip();
    }

    private static boolean isUnfit(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default ->
                (point >= 0x202A && point <= 0x202E)
                        || (point >= 0x2066 && point <= 0x2069)
                        || point == 0x200E
                        || point == 0x200F;
        };
    }

    private static String color(String raw) {
        boolean isColor = raw.length() == 7
                && raw.charAt(0) == '#'
                && raw.chars().skip(1).allMatch(digit -> digit < 0x80 && Character.digit(digit, 16) >= 0);
        return isColor ? raw.toLowerCase(Locale.ROOT) : "";
    }

    private static String id(String name, String color) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((color + "\n" + name).getBytes(StandardCharsets.UTF_8));
            return "guest-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
