package dev.diorama.scene.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * A fractional index: a key is an integer, then a fraction, compared as plain strings.
 *
 *   a0xY   b12q   Zz0k          integer a0, b12, Zz; fraction xY, q, 0k
 *
 * The integer's first character tells how long it is (a: 1 digit, b: 2, ... Z: 1 digit of a negative number, Y: 2, ...), so that longer
 * positive numbers sort behind shorter ones. Appending counts the integer up, which is what keeps the keys of a long list short;
 * between two neighbours the fraction is halved. Every new key ends in random characters, so that two people who insert at the
 * same place at the same time get different keys and a third can still insert between them. The idea: David Greenspan,
 * "Implementing Fractional Indexing" (2020).
 */
/** Order keys of siblings, compared by UTF-16 code unit: rules S59 to S61. */
final class OrderKey {

    static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** A key that would be longer is not made; its neighbours get new ones instead. */
    static final int MAX_LENGTH = 24;

    private static final int BASE = DIGITS.length();

    private OrderKey() {}

    /** Whether this is a key of our form, whoever wrote it. */
    static boolean isValid(String key) {
        int integer = integerLength(key);
        if (integer == 0 || key.length() < integer) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            if (digit(key.charAt(i)) < 0) {
                return false;
            }
        }
        return key.length() == integer || key.charAt(key.length() - 1) != '0';
    }

    /**
     * Keys strictly between two others, ascending.
     *
     * @param left a valid key, or null for the start of the list
     * @param right a valid key, or null for its end
     * @return null if they don't fit or would be longer than {@link #MAX_LENGTH}
     */
    static @Nullable List<String> between(
            @Nullable String left, @Nullable String right, int count, RandomSource random) {
        List<String> keys = new ArrayList<>(count);
        if (right == null) {
            String last = left;
            for (int i = 0; i < count; i++) {
                last = between(last, null, random);
                if (last == null) {
                    return null;
                }
                keys.add(last);
            }
        } else if (left == null) {
            String first = right;
            for (int i = 0; i < count; i++) {
                first = between(null, first, random);
                if (first == null) {
                    return null;
                }
                keys.add(first);
            }
            Collections.reverse(keys);
        } else if (!halve(left, right, count, random, keys)) {
            return null;
        }
        return keys;
    }

    private static boolean halve(String left, String right, int count, RandomSource random, List<String> dest) {
        if (count == 0) {
            return true;
        }
        String middle = between(left, right, random);
        int before = (count - 1) / 2;
        if (middle == null || !halve(left, middle, before, random, dest)) {
            return false;
        }
        dest.add(middle);
        return halve(middle, right, count - 1 - before, random, dest);
    }

    /** One key strictly between two others; null if none fits or it would be too long. */
    static @Nullable String between(@Nullable String left, @Nullable String right, RandomSource random) {
        if (left != null && right != null && left.compareTo(right) >= 0) {
            return null;
        }
        StringBuilder key = new StringBuilder(8);
        if (left == null && right == null) {
            key.append("a0");
        } else if (right == null) {
            after(left == null ? "a0" : left, key);
        } else if (left == null) {
            String integer = decrement(integerOf(right));
            if (integer == null) {
                return null;
            }
            key.append(integer);
        } else {
            String integer = integerOf(left);
            String next = increment(integer);
            if (integer.equals(integerOf(right))) {
                key.append(integer);
                middle(left, integer.length(), right, key);
            } else if (next != null && next.compareTo(integerOf(right)) < 0) {
                key.append(next);
            } else {
                key.append(integer);
                middle(left, integer.length(), null, key);
            }
        }
        jitter(key, random);
        return key.length() <= MAX_LENGTH ? key.toString() : null;
    }

    private static void after(String left, StringBuilder key) {
        String integer = integerOf(left);
        String next = increment(integer);
        if (next != null) {
            key.append(next);
        } else {
            key.append(integer);
            middle(left, integer.length(), null, key);
        }
    }

    /** Appends a fraction above left's and below right's (null: open), which is no prefix of right's. */
    private static void middle(String left, int from, @Nullable String right, StringBuilder key) {
        boolean open = right == null;
        for (int i = from; ; i++) {
            int low = i < left.length() ? digit(left.charAt(i)) : 0;
            int high = open || right == null || i >= right.length() ? BASE : digit(right.charAt(i));
            if (high - low > 1) {
                key.append(DIGITS.charAt((low + high) >>> 1));
                return;
            }
            key.append(DIGITS.charAt(low));
            open |= low != high;
        }
    }

    private static void jitter(StringBuilder key, RandomSource random) {
        int count = 1 + random.below(2);
        for (int i = 0; i < count; i++) {
            key.append(DIGITS.charAt(random.below(BASE)));
        }
        key.append(DIGITS.charAt(1 + random.below(BASE - 1)));
    }

    private static String integerOf(String key) {
        return key.substring(0, integerLength(key));
    }

    private static int integerLength(String key) {
        char head = key.isEmpty() ? ' ' : key.charAt(0);
        if (head >= 'a' && head <= 'z') {
            return head - 'a' + 2;
        }
        return head >= 'A' && head <= 'Z' ? 'Z' - head + 2 : 0;
    }

    /** The next integer, null behind the last. */
    private static @Nullable String increment(String integer) {
        char[] digits = integer.toCharArray();
        for (int i = digits.length - 1; i > 0; i--) {
            int next = digit(digits[i]) + 1;
            if (next < BASE) {
                digits[i] = DIGITS.charAt(next);
                return new String(digits);
            }
            digits[i] = '0';
        }
        return switch (digits[0]) {
            case 'z' -> null;
            case 'Z' -> "a0";
            default -> resized(digits, (char) (digits[0] + 1), '0');
        };
    }

    /** The previous integer, null before the first. */
    private static @Nullable String decrement(String integer) {
        char[] digits = integer.toCharArray();
        for (int i = digits.length - 1; i > 0; i--) {
            int next = digit(digits[i]) - 1;
            if (next >= 0) {
                digits[i] = DIGITS.charAt(next);
                return new String(digits);
            }
            digits[i] = 'z';
        }
        return switch (digits[0]) {
            case 'A' -> null;
            case 'a' -> "Zz";
            default -> resized(digits, (char) (digits[0] - 1), 'z');
        };
    }

    private static String resized(char[] digits, char head, char fill) {
        int length = integerLength(String.valueOf(head));
        StringBuilder integer = new StringBuilder(length).append(head);
        for (int i = 1; i < length; i++) {
            integer.append(i < digits.length ? digits[i] : fill);
        }
        return integer.toString();
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'A' && c <= 'Z') {
            return c - 'A' + 10;
        }
        return c >= 'a' && c <= 'z' ? c - 'a' + 36 : -1;
    }
}
