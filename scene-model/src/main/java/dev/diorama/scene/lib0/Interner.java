package dev.diorama.scene.lib0;

import org.jspecify.annotations.Nullable;

/*
 * A scene says "pos", "mesh" and [1, 1, 1] ten thousand times, and names each node as a key, as a parent and in many edits.
 *
 * 1. Strings are found by their bytes, before there is a string. A search gives up after a few steps, so that chosen strings of one hash
 *    code cost nothing but memory.
 * 2. Keys are remembered up to a number that no scene has; values, of which there may be any number of different ones, only among the
 *    first.
 */
/** The instances of keys and of small values that a document has met, so that equal ones are one. Bounded; one document's own. */
public final class Interner {

    private static final int LONGEST = 24;
    private static final int MOST_KEYS = 1 << 16;
    private static final int MOST_VALUES = 1 << 11;
    private static final int PROBES = 8;
    private static final int VALUES = 1 << 10;

    private @Nullable String[] strings = new String[64];
    private AnyValue.@Nullable Str @Nullable [] values;
    private int count;

    /** The key in {@code bytes[from, to)}; null if it cannot be remembered and must be decoded. */
    @Nullable String key(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to, MOST_KEYS);
        return slot < 0 ? null : strings[slot];
    }

    /** The string value in {@code bytes[from, to)}; null if it is not remembered and must be decoded. */
    // The instance is what counts here: there is one of each string.
    @SuppressWarnings("ReferenceEquality")
    AnyValue.@Nullable Str value(byte[] bytes, int from, int to) {
        int slot = slot(bytes, from, to, MOST_VALUES);
        String string = slot < 0 ? null : strings[slot];
        if (string == null) {
            return null;
        }
        if (values == null) {
            values = new AnyValue.Str[VALUES];
        }
        int at = slot & (VALUES - 1);
        AnyValue.Str value = values[at];
        if (value == null || value.value() != string) {
            value = new AnyValue.Str(string);
            values[at] = value;
        }
        return value;
    }

    private int slot(byte[] bytes, int from, int to, int most) {
        if (to - from > LONGEST) {
            return -1;
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return -1;
            }
            hash = 31 * hash + bytes[i];
        }
        if (count * 2 > strings.length && count < MOST_KEYS) {
            grow();
        }
        int mask = strings.length - 1;
        int at = spread(hash) & mask;
        for (int probe = 0; probe < PROBES; probe++) {
            String string = strings[at];
            if (string == null) {
                if (count >= most) {
                    return -1;
                }
                count++;
                strings[at] = ascii(bytes, from, to);
                return at;
            }
            if (equal(string, bytes, from, to)) {
                return at;
            }
            at = (at + 1) & mask;
        }
        return -1;
    }

    private static boolean equal(String string, byte[] bytes, int from, int to) {
        if (string.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (string.charAt(i - from) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static String ascii(byte[] bytes, int from, int to) {
        char[] units = new char[to - from];
        for (int i = from; i < to; i++) {
            units[i - from] = (char) bytes[i];
        }
        return new String(units);
    }

    /** {@code hash} is that of {@link String#hashCode}. */
    private static int spread(int hash) {
        // The end of MurmurHash3: keys that count (n1, n2, ...) make long probes with one multiplication.
        int mixed = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }

    private void grow() {
        @Nullable String[] oldStrings = strings;
        strings = new String[oldStrings.length * 2];
        int mask = strings.length - 1;
        count = 0;
        for (int i = 0; i < oldStrings.length; i++) {
            String string = oldStrings[i];
            if (string == null) {
                continue;
            }
            int at = spread(string.hashCode()) & mask;
            int probe = 0;
            while (strings[at] != null && ++probe < PROBES) {
                at = (at + 1) & mask;
            }
            if (strings[at] == null) {
                strings[at] = string;
                count++;
            }
        }
    }
}
