package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.schema.InvalidEditException.Reason;

/** What the values of an edit may be: rules S68 and S69. Each returns the value as it is to be written. */
final class EditRules {

    private static final int MAX_ID = 64;

    private EditRules() {}

    static String newId(NodeId id) throws InvalidEditException {
        if (id.equals(NodeId.RECOVERED)) {
            throw bad("the id is that of the Recovered group");
        }
        return newId(id.value());
    }

    static String newId(String value) throws InvalidEditException {
        if (value.isEmpty() || value.length() > MAX_ID) {
            throw bad("an id has 1 to " + MAX_ID + " characters: length=" + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) <= ' ' || value.charAt(i) >= 0x7F) {
                throw bad("an id is visible ASCII: character=" + (int) value.charAt(i));
            }
        }
        return value;
    }

    static String name(String name) throws InvalidEditException {
        if (name.length() > NodeReader.MAX_NAME) {
            throw bad("the name is too long: length=" + name.length() + " limit=" + NodeReader.MAX_NAME);
        }
        return wellFormed(name);
    }

    /** A text that isn't too long, with lone surrogates replaced. */
    static String text(String what, String text, int limit) throws InvalidEditException {
        if (text.length() > limit) {
            throw bad("the " + what + " is too long: length=" + text.length() + " limit=" + limit);
        }
        return wellFormed(text);
    }

    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return wellFormed(text).equals(text);
            }
        }
        return true;
    }

    /** With U+FFFD in place of lone surrogates, which the wire cannot carry. */
    static String wellFormed(String name) {
        StringBuilder wellFormed = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isSurrogate(c)) {
                wellFormed.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < name.length()
                    && Character.isLowSurrogate(name.charAt(i + 1))) {
                wellFormed.append(c).append(name.charAt(++i));
            } else {
                wellFormed.append('\uFFFD');
            }
        }
        return wellFormed.toString();
    }

    static Transform transform(Transform t) throws InvalidEditException {
        float limit = NodeReader.MAX_LENGTH;
        inRange("position", t.px(), -limit, limit);
        inRange("position", t.py(), -limit, limit);
        inRange("position", t.pz(), -limit, limit);
        inRange("scale", t.sx(), -limit, limit);
        inRange("scale", t.sy(), -limit, limit);
        inRange("scale", t.sz(), -limit, limit);
        inRange("rotation", t.rx(), -2, 2);
        inRange("rotation", t.ry(), -2, 2);
        inRange("rotation", t.rz(), -2, 2);
        inRange("rotation", t.rw(), -2, 2);
        float square = t.rx() * t.rx() + t.ry() * t.ry() + t.rz() * t.rz() + t.rw() * t.rw();
        if (square < 0.25f || square > 4) {
            throw bad("a rotation is a quaternion of length 1: length=" + Json.number(Math.sqrt(square)));
        }
        return t;
    }

    static int index(int index) throws InvalidEditException {
        if (index < 0) {
            throw bad("negative index: index=" + index);
        }
        return index;
    }

    static Rgb color(Rgb color) throws InvalidEditException {
        inRange("red", color.r(), 0, 1);
        inRange("green", color.g(), 0, 1);
        inRange("blue", color.b(), 0, 1);
        return color;
    }

    static float inRange(String what, float value, float min, float max) throws InvalidEditException {
        if (!(value >= min && value <= max)) {
            throw bad(what + " is out of range: value=" + Json.number(value) + " min=" + Json.number(min) + " max="
                    + Json.number(max));
        }
        return value;
    }

    static InvalidEditException bad(String message) {
        return new InvalidEditException(Reason.BAD_VALUE, message);
    }
}
