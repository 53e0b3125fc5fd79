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
            fraction(value);
        }
        return this;
    }

    /** By hand: what the class library does for it would be a tenth of a small module. */
    private void fraction(float value) {
        double power = 1;
        for (int places = 0; places < 54; places++, power *= 10) {
            double digits = Math.rint(value * power);
            if ((float) (digits / power) == value && Math.abs(digits) < 1e18) {
                point((long) digits, places);
                return;
            }
        }
        large(value);
    }

    private void point(long digits, int places) {
        int start = out.length();
        out.append(Math.abs(digits));
        while (out.length() - start <= places) {
            out.insert(start, '0');
        }
        if (places > 0) {
            out.insert(out.length() - places, '.');
        }
        if (digits < 0) {
            out.insert(start, '-');
        }
    }

    private void large(float value) {
        double power = 1;
        for (int zeros = 0; ; zeros++) {
            power = zeros == 0 ? 1e10 : power * 10;
            double digits = Math.rint(value / power);
            if (Math.abs(digits) < 1e18) {
                out.append((long) digits).append('e').append(zeros + 10);
                return;
            }
        }
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
