package dev.diorama.engine.boundary;

import org.jspecify.annotations.Nullable;

/** Writes JSON, in the order of the calls; a number that JSON cannot say becomes {@code null}. */
final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private boolean comma;

    JsonWriter open(char bracket) {
        separate();
        out.append(bracket);
        comma = false;
        return this;
    }

    JsonWriter close(char bracket) {
        out.append(bracket);
        comma = true;
        return this;
    }

    JsonWriter name(String name) {
        string(name);
        out.append(':');
        comma = false;
        return this;
    }

    JsonWriter value(boolean value) {
        separate();
        out.append(value);
        return this;
    }

    JsonWriter value(long value) {
        separate();
        out.append(value);
        return this;
    }

    /** The shortest number that is this float: 0.1, not what a double would make of it. */
    JsonWriter value(float value) {
        if (value == (long) value) {
            return value((long) value);
        }
        separate();
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            out.append("null");
        } else {
            out.append(value);
        }
        return this;
    }

    JsonWriter string(@Nullable String value) {
        separate();
        if (value == null) {
            out.append("null");
            return this;
        }
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            escape(value.charAt(i));
        }
        out.append('"');
        return this;
    }

    private void escape(char c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (c < ' ') {
            out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        } else {
            out.append(c);
        }
    }

    private void separate() {
        if (comma) {
            out.append(',');
        }
        comma = true;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
