package dev.diorama.scene.lib0;

/**
 * UTF-8 as {@code TextEncoder} and a fatal {@code TextDecoder} have it: a lone surrogate is written as U+FFFD, malformed bytes are
 * refused. The JDK's own coders are not used, because they are large in WebAssembly and differ in what they replace.
 */
public final class Utf8 {

    private Utf8() {}

    /** Number of bytes that {@link #encode} writes for this string. */
    public static int length(String string) {
        int units = string.length();
        int bytes = units;
        for (int i = 0; i < units; i++) {
            char c = string.charAt(i);
            if (c >= 0x80) {
                bytes++;
                if (c >= 0x800) {
                    bytes++;
                    if (Character.isHighSurrogate(c)
                            && i + 1 < units
                            && Character.isLowSurrogate(string.charAt(i + 1))) {
                        i++;
                    }
                }
            }
        }
        return bytes;
    }

    /** The string as bytes. */
    public static byte[] encode(String string) {
        byte[] bytes = new byte[length(string)];
        encode(string, bytes, 0);
        return bytes;
    }

    /**
     * Writes the string to {@code dest} from {@code at} on.
     *
     * @param dest has at least {@link #length} bytes left
     * @return index after the last byte written
     */
    static int encode(String string, byte[] dest, int at) {
        int units = string.length();
        int to = at;
        for (int i = 0; i < units; i++) {
            char c = string.charAt(i);
            if (c < 0x80) {
                dest[to++] = (byte) c;
            } else if (c < 0x800) {
                dest[to++] = (byte) (0xC0 | (c >> 6));
                dest[to++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < units
                    && Character.isLowSurrogate(string.charAt(i + 1))) {
                int point = Character.toCodePoint(c, string.charAt(++i));
                dest[to++] = (byte) (0xF0 | (point >> 18));
                dest[to++] = (byte) (0x80 | ((point >> 12) & 0x3F));
                dest[to++] = (byte) (0x80 | ((point >> 6) & 0x3F));
                dest[to++] = (byte) (0x80 | (point & 0x3F));
            } else {
                int unit = c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c;
                dest[to++] = (byte) (0xE0 | (unit >> 12));
                dest[to++] = (byte) (0x80 | ((unit >> 6) & 0x3F));
                dest[to++] = (byte) (0x80 | (unit & 0x3F));
            }
        }
        return to;
    }

    /**
     * The string in {@code bytes[from, to)}.
     *
     * @throws DecodeException if the bytes are not well-formed UTF-8
     */
    public static String decode(byte[] bytes, int from, int to) throws DecodeException {
        if (from < 0 || to < from || to > bytes.length) {
            throw new DecodeException("string outside of the input", Math.max(0, Math.min(from, bytes.length)));
        }
        if (from == to) {
            return "";
        }
        char[] units = new char[to - from];
        int count = 0;
        int at = from;
        while (at < to) {
            int b = bytes[at];
            if (b >= 0) {
                units[count++] = (char) b;
                at++;
            } else {
                int point = multiByte(bytes, at, to);
                if (point >= 0x10000) {
                    units[count++] = (char) (0xD7C0 + (point >> 10));
                    units[count++] = (char) (0xDC00 + (point & 0x3FF));
                    at += 4;
                } else {
                    units[count++] = (char) point;
                    at += point >= 0x800 ? 3 : 2;
                }
            }
        }
        return new String(units, 0, count);
    }

    private static int multiByte(byte[] bytes, int at, int to) throws DecodeException {
        int lead = bytes[at] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || at + length > to) {
            throw new DecodeException("malformed UTF-8", at);
        }
        int point = lead & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            int b = bytes[at + i] & 0xFF;
            if ((b & 0xC0) != 0x80) {
                throw new DecodeException("malformed UTF-8", at);
            }
            point = (point << 6) | (b & 0x3F);
        }
        boolean overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
        if (overlong || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
            throw new DecodeException("malformed UTF-8", at);
        }
        return point;
    }
}
