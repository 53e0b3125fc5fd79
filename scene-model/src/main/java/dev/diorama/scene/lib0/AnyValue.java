package dev.diorama.scene.lib0;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value as lib0's {@code writeAny} knows it: what a JavaScript program can put into a Yjs map or list without a shared type.
 *
 * <p>Equal by value. The collections inside are handed over, not copied: nobody may change them afterwards. Numbers are doubles, as
 * in JavaScript; the writer chooses between integer, float32 and float64 by value.
 */
public sealed interface AnyValue {

    static AnyValue of(double value) {
        return new Num(value);
    }

    static AnyValue of(String value) {
        return new Str(value);
    }

    static AnyValue of(boolean value) {
        return value ? Bool.TRUE : Bool.FALSE;
    }

    /** A list of numbers, each a float32. */
    static AnyValue of(float... values) {
        double[] numbers = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            numbers[i] = values[i];
        }
        return numbers(numbers);
    }

    /** A list of numbers; the array is handed over. */
    static AnyValue numbers(double... values) {
        return new Arr(new Numbers(values));
    }

    static AnyValue list(AnyValue... values) {
        return new Arr(List.of(values));
    }

    static AnyValue list(List<AnyValue> values) {
        return new Arr(values);
    }

    static AnyValue obj(Map<String, AnyValue> entries) {
        return new Obj(entries);
    }

    /** The number in here, or {@code orElse} if this is none. */
    default double number(double orElse) {
        return this instanceof Num num ? num.value() : orElse;
    }

    /** The string in here, or {@code orElse} if this is none. */
    default String string(String orElse) {
        return this instanceof Str str ? str.value() : orElse;
    }

    /** The elements of a list; empty for anything else. */
    default List<AnyValue> elements() {
        return this instanceof Arr arr ? arr.values() : List.of();
    }

    /** The entries of an object in their order; empty for anything else. */
    default Map<String, AnyValue> fields() {
        return this instanceof Obj obj ? obj.entries() : Map.of();
    }

    /** JavaScript's {@code undefined}. */
    record Undefined() implements AnyValue {

        /** The one to use. */
        public static final Undefined INSTANCE = new Undefined();
    }

    /** JavaScript's {@code null}. */
    record Null() implements AnyValue {

        /** The one to use. */
        public static final Null INSTANCE = new Null();
    }

    /** A boolean. */
    record Bool(boolean value) implements AnyValue {

        public static final Bool TRUE = new Bool(true);
        public static final Bool FALSE = new Bool(false);
    }

    /** A number; -0 and NaN are kept and compare as {@link Double#compare} has it. */
    record Num(double value) implements AnyValue {}

    /** A BigInt of 64 bits. */
    record BigInt(long value) implements AnyValue {}

    /** A string of UTF-16 code units. */
    record Str(String value) implements AnyValue {}

    /** A list. */
    record Arr(List<AnyValue> values) implements AnyValue {

        /** The elements, if they are numbers that lie in one array; else null. Not copied: nobody may change them. */
        public double @Nullable [] plainNumbers() {
            return values instanceof Numbers numbers ? numbers.array() : null;
        }
    }

    /** An object; the order of its entries is the order on the wire. Compared without regard to that order. */
    record Obj(Map<String, AnyValue> entries) implements AnyValue {

        /** One without entries. */
        static final Obj EMPTY = new Obj(Collections.emptyMap());

        /**
         * An object whose keys are in the order in which JavaScript enumerates them: array indexes first, ascending.
         *
         * @param entries in the order in which they were assigned; handed over
         */
        static Obj inJavaScriptOrder(LinkedHashMap<String, AnyValue> entries) {
            if (entries.size() > 1 && !isInJavaScriptOrder(entries)) {
                List<String> keys = new ArrayList<>(entries.size());
                for (String key : entries.keySet()) {
                    if (arrayIndex(key) >= 0) {
                        keys.add(key);
                    }
                }
                keys.sort((a, b) -> Long.compare(arrayIndex(a), arrayIndex(b)));
                for (String key : entries.keySet()) {
                    if (arrayIndex(key) < 0) {
                        keys.add(key);
                    }
                }
                for (String key : keys) {
                    AnyValue value = entries.remove(key);
                    if (value != null) {
                        entries.put(key, value);
                    }
                }
            }
            return new Obj(entries);
        }

        private static boolean isInJavaScriptOrder(LinkedHashMap<String, AnyValue> entries) {
            long last = -1;
            for (String key : entries.keySet()) {
                long index = arrayIndex(key);
                if (index < 0) {
                    last = Long.MAX_VALUE;
                } else if (index < last) {
                    return false;
                } else {
                    last = index;
                }
            }
            return true;
        }

        private static long arrayIndex(String key) {
            int length = key.length();
            if (length == 0 || length > 10 || (length > 1 && key.charAt(0) == '0')) {
                return -1;
            }
            long value = 0;
            for (int i = 0; i < length; i++) {
                char c = key.charAt(i);
                if (c < '0' || c > '9') {
                    return -1;
                }
                value = value * 10 + (c - '0');
            }
            return value <= 0xFFFFFFFEL ? value : -1;
        }
    }

    /** Bytes; not copied, so nobody may change them. */
    final class Bytes implements AnyValue {

        private final byte[] value;

        public Bytes(byte[] value) {
            this.value = value;
        }

        public byte[] value() {
            return value;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Bytes[length=" + value.length + "]";
        }
    }
}
