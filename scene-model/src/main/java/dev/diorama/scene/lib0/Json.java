package dev.diorama.scene.lib0;

import java.util.Map;

/** JSON text as {@code JSON.parse} reads it and {@code JSON.stringify} writes it. */
public final class Json {

    private Json() {}

    /**
     * The value in a text.
     *
     * @throws DecodeException if the text is not JSON, or nested deeper than {@link Lib0Reader#MAX_DEPTH}; its offset is an index
     *     into the text
     */
    public static AnyValue parse(String text) throws DecodeException {
        return new JsonParser(text).parse();
    }

    /**
     * The text of a value: no spaces, keys in their order. {@code undefined} is left out of objects and is {@code null} elsewhere, as
     * are NaN and the infinities; bytes are an object of their indexes, a BigInt is its digits.
     */
    public static String print(AnyValue value) {
        StringBuilder out = new StringBuilder();
        print(value, out);
        return out.toString();
    }

    /** Appends the text of a value. */
    public static void print(AnyValue value, StringBuilder out) {
        switch (value) {
            case AnyValue.Undefined ignored -> out.append("null");
            case AnyValue.Null ignored -> out.append("null");
            case AnyValue.Bool bool -> out.append(bool.value());
            case AnyValue.Num num -> printNumber(num.value(), out);
            case AnyValue.BigInt big -> out.append(big.value());
            case AnyValue.Str str -> printString(str.value(), out);
            case AnyValue.Bytes bytes -> printBytes(bytes.value(), out);
            case AnyValue.Arr arr -> {
                String separator = "[";
                for (AnyValue element : arr.values()) {
                    out.append(separator);
                    print(element, out);
                    separator = ",";
                }
                out.append(arr.values().isEmpty() ? "[]" : "]");
            }
            case AnyValue.Obj obj -> printObject(obj.entries(), out);
        }
    }

    private static void printObject(Map<String, AnyValue> entries, StringBuilder out) {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, AnyValue> entry : entries.entrySet()) {
            if (entry.getValue() instanceof AnyValue.Undefined) {
                continue;
            }
            out.append(separator);
            printString(entry.getKey(), out);
            out.append(':');
            print(entry.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void printBytes(byte[] bytes, StringBuilder out) {
        out.append('{');
        for (int i = 0; i < bytes.length; i++) {
            if (i > 0) {
                out.append(',');
            }
            out.append('"').append(i).append("\":").append(bytes[i] & 0xFF);
        }
        out.append('}');
    }

    /** Appends a quoted string; lone surrogates are escaped, as since ES2019. */
    public static void printString(String string, StringBuilder out) {
        out.append('"');
        int length = string.length();
        for (int i = 0; i < length; i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                printControl(c, out);
            } else if (c < 0xD800 || c > 0xDFFF) {
                out.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < length
                    && Character.isLowSurrogate(string.charAt(i + 1))) {
                out.append(c).append(string.charAt(++i));
            } else {
                printEscape(c, out);
            }
        }
        out.append('"');
    }

    private static void printControl(char c, StringBuilder out) {
        switch (c) {
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> printEscape(c, out);
        }
    }

    private static void printEscape(char c, StringBuilder out) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit((c >> shift) & 0xF, 16));
        }
    }

    /** The text of a number, as JavaScript's {@code String(value)}. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        StringBuilder out = new StringBuilder();
        printNumber(value, out);
        return out.toString();
    }

    /** The shortest text that reads back as this float: 0.1, not the longer number that a double makes of it. */
    public static String number(float value) {
        double power = 1;
        for (int places = 0; places <= 22; places++, power *= 10) {
            double rounded = Math.rint(value * power) / power;
            if ((float) rounded == value) {
                return number(rounded);
            }
        }
        return number((double) value);
    }

    private static void printNumber(double value, StringBuilder out) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            out.append("null");
        } else if (value == Math.rint(value) && Math.abs(value) <= Lib0Writer.MAX_SAFE_INTEGER) {
            out.append((long) value);
        } else {
            printFraction(value, out);
        }
    }

    private static void printFraction(double value, StringBuilder out) {
        if (value < 0) {
            out.append('-');
        }
        Decimal decimal = Decimal.of(Math.abs(value));
        layOut(decimal.digits, decimal.scale, out);
    }

    /** Puts the point and the exponent where ECMA-262 has them (Number::toString). */
    private static void layOut(String digits, int scale, StringBuilder out) {
        int count = digits.length();
        if (count <= scale && scale <= 21) {
            out.append(digits);
            zeros(scale - count, out);
        } else if (0 < scale && scale <= 21) {
            out.append(digits, 0, scale).append('.').append(digits, scale, count);
        } else if (-6 < scale && scale <= 0) {
            out.append("0.");
            zeros(-scale, out);
            out.append(digits);
        } else {
            out.append(digits.charAt(0));
            if (count > 1) {
                out.append('.').append(digits, 1, count);
            }
            out.append(scale > 0 ? "e+" : "e-").append(Math.abs(scale - 1));
        }
    }

    private static void zeros(int count, StringBuilder out) {
        for (int i = 0; i < count; i++) {
            out.append('0');
        }
    }
}
