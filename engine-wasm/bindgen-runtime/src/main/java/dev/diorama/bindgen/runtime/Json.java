package dev.diorama.bindgen.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON, in the order of the calls; a number that JSON cannot say becomes {@code null}. Records are arrays of their
 * components: the glue knows the names.
 */
public final class Json {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    private boolean comma;

    /** Begins an array or an object. */
    public Json open(char bracket) {
        separate();
        out.append(bracket);
        comma = false;
        return this;
    }

    /** Ends an array or an object. */
    public Json close(char bracket) {
        out.append(bracket);
        comma = true;
        return this;
    }

    /** The name of what comes next, in an object. */
    public Json name(String name) {
        text(name);
        out.append(':');
        comma = false;
        return this;
    }

    /** True or false. */
    public Json flag(boolean value) {
        separate();
        out.append(value);
        return this;
    }

    /** A whole number. */
    public Json whole(long value) {
        separate();
        out.append(value);
        return this;
    }

    /** The shortest number that is this float: 0.1, not what a double would make of it. */
    public Json number(float value) {
        if (value == (long) value) {
            return whole((long) value);
        }
        separate();
        if (Float.isNaN(value) || Float.isInfinite(value)) {
            out.append("null");
        } else {
            out.append(value);
        }
        return this;
    }

    /** A number. */
    public Json number(double value) {
        separate();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            out.append("null");
        } else {
            out.append(value);
        }
        return this;
    }

    /** Text, or that there is none. */
    public Json text(@Nullable String value) {
        if (value == null) {
            return nothing();
        }
        separate();
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            escape(value.charAt(i));
        }
        out.append('"');
        return this;
    }

    /** That there is no value. */
    public Json nothing() {
        separate();
        out.append("null");
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
