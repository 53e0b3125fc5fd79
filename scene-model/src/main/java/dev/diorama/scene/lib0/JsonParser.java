package dev.diorama.scene.lib0;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Reads one JSON text; as strict as {@code JSON.parse}. */
final class JsonParser {

    /** Integers of so many characters are exact as doubles. */
    private static final int SHORT = 15;

    private final String text;
    private int at;

    JsonParser(String text) {
        this.text = text;
    }

    AnyValue parse() throws DecodeException {
        AnyValue value = value(0);
        skipSpace();
        if (at < text.length()) {
            throw failure();
        }
        return value;
    }

    private AnyValue value(int depth) throws DecodeException {
        skipSpace();
        char c = peek();
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new AnyValue.Str(string());
            case 't' -> literal("true", AnyValue.Bool.TRUE);
            case 'f' -> literal("false", AnyValue.Bool.FALSE);
            case 'n' -> literal("null", AnyValue.Null.INSTANCE);
            default -> number();
        };
    }

    private AnyValue object(int depth) throws DecodeException {
        descend(depth);
        skipSpace();
        if (peek() == '}') {
            at++;
            return AnyValue.Obj.EMPTY;
        }
        LinkedHashMap<String, AnyValue> entries = new LinkedHashMap<>();
        do {
            skipSpace();
            String key = string();
            skipSpace();
            expect(':');
            entries.put(key, value(depth + 1));
            skipSpace();
        } while (takeComma());
        expect('}');
        return AnyValue.Obj.inJavaScriptOrder(entries);
    }

    private AnyValue array(int depth) throws DecodeException {
        descend(depth);
        List<AnyValue> values = new ArrayList<>();
        skipSpace();
        if (peek() == ']') {
            at++;
            return new AnyValue.Arr(values);
        }
        do {
            values.add(value(depth + 1));
            skipSpace();
        } while (takeComma());
        expect(']');
        return new AnyValue.Arr(values);
    }

    private void descend(int depth) throws DecodeException {
        if (depth >= Lib0Reader.MAX_DEPTH) {
            throw new DecodeException("JSON nested too deep: limit=" + Lib0Reader.MAX_DEPTH, at);
        }
        at++;
    }

    private String string() throws DecodeException {
        expect('"');
        int start = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                return text.substring(start, at++);
            }
            if (c == '\\') {
                return escapedString(start);
            }
            if (c < 0x20) {
                throw failure();
            }
            at++;
        }
        throw failure();
    }

    private String escapedString(int start) throws DecodeException {
        StringBuilder out = new StringBuilder(text.substring(start, at));
        while (true) {
            char c = next();
            if (c == '"') {
                return out.toString();
            }
            if (c < 0x20) {
                throw failure();
            }
            out.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() throws DecodeException {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw failure();
        };
    }

    private char unit() throws DecodeException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = next();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw failure();
            }
            unit = unit * 16 + digit;
        }
        return (char) unit;
    }

    private AnyValue number() throws DecodeException {
        int start = at;
        if (at < text.length() && text.charAt(at) == '-') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '0') {
            at++;
        } else {
            digits();
        }
        if (at - start <= SHORT && !continues()) {
            return new AnyValue.Num(shortInteger(start));
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            digits();
        }
        boolean negative = text.charAt(start) == '-';
        double magnitude = Decimal.parse(text.substring(negative ? start + 1 : start, at));
        return new AnyValue.Num(negative ? -1.0 * magnitude : magnitude);
    }

    private boolean continues() {
        char c = at < text.length() ? text.charAt(at) : 0;
        return c == '.' || c == 'e' || c == 'E';
    }

    /** The integer from {@code start} on; short enough to be exact, and without a string of its own. */
    private double shortInteger(int start) {
        boolean negative = text.charAt(start) == '-';
        long magnitude = 0;
        for (int i = negative ? start + 1 : start; i < at; i++) {
            magnitude = 10 * magnitude + (text.charAt(i) - '0');
        }
        return negative ? -1.0 * magnitude : magnitude;
    }

    private void digits() throws DecodeException {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw failure();
        }
    }

    private AnyValue literal(String word, AnyValue value) throws DecodeException {
        if (!text.startsWith(word, at)) {
            throw failure();
        }
        at += word.length();
        return value;
    }

    private boolean takeComma() throws DecodeException {
        if (peek() == ',') {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) throws DecodeException {
        if (peek() != c) {
            throw failure();
        }
        at++;
    }

    private char peek() throws DecodeException {
        if (at >= text.length()) {
            throw failure();
        }
        return text.charAt(at);
    }

    private char next() throws DecodeException {
        char c = peek();
        at++;
        return c;
    }

    private void skipSpace() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
                return;
            }
            at++;
        }
    }

    private DecodeException failure() {
        return new DecodeException("not JSON", at);
    }
}
