package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From what somebody wrote to what can be shown: every value has a form, a range and a default. */
final class ValueReader {

    static final int HASH_LENGTH = 64;

    private ValueReader() {}

    static boolean isFinite(double number) {
        return !Double.isNaN(number) && !Double.isInfinite(number);
    }

    /** A number clamped to a range; the default for what is no finite number. */
    static float number(@Nullable AnyValue value, float orElse, float min, float max) {
        if (!(value instanceof AnyValue.Num num) || !isFinite(num.value())) {
            return orElse;
        }
        return (float) Math.max(min, Math.min(max, num.value()));
    }

    static boolean truth(@Nullable AnyValue value, boolean orElse) {
        return value instanceof AnyValue.Bool bool ? bool.value() : orElse;
    }

    /** A colour; the default unless it is a list of as many finite numbers as needed. */
    static Rgb color(@Nullable AnyValue value, Rgb orElse) {
        List<AnyValue> list = list(value);
        if (list.size() < 3) {
            return orElse;
        }
        float[] rgb = new float[3];
        for (int i = 0; i < 3; i++) {
            if (!(list.get(i) instanceof AnyValue.Num num) || !isFinite(num.value())) {
                return orElse;
            }
            rgb[i] = (float) Math.max(0, Math.min(1, num.value()));
        }
        return new Rgb(rgb[0], rgb[1], rgb[2]);
    }

    static List<AnyValue> list(@Nullable AnyValue value) {
        return value instanceof AnyValue.Arr arr ? arr.values() : List.of();
    }

    static @Nullable AnyValue field(@Nullable AnyValue value, String name) {
        return value instanceof AnyValue.Obj obj ? obj.entries().get(name) : null;
    }

    /** A string cut to a length, a surrogate pair not cut through; the default for what is no string. */
    static String text(@Nullable AnyValue value, String orElse, int limit) {
        if (!(value instanceof AnyValue.Str str)) {
            return orElse;
        }
        String text = str.value();
        if (text.length() <= limit) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }

    /** The hash that names an asset, null if it is none. */
    static @Nullable String hash(@Nullable AnyValue value) {
        return value instanceof AnyValue.Str str && isHash(str.value()) ? str.value() : null;
    }

    /** Whether this is a SHA-256 in lower-case hexadecimal. */
    static boolean isHash(String text) {
        if (text.length() != HASH_LENGTH) {
            return false;
        }
        for (int i = 0; i < HASH_LENGTH; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /** A whole number from 0 to a limit, else 0. */
    static long whole(@Nullable AnyValue value, long max) {
        double number = value instanceof AnyValue.Num num ? num.value() : 0;
        return number >= 0 && number <= max && number == Math.rint(number) ? (long) number : 0;
    }
}
