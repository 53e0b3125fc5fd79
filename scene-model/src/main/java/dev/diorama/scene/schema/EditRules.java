package dev.diorama.scene.schema;

import dev.diorama.scene.schema.InvalidEditException.Reason;

/** What the values of an edit may be: rules S68 and S69. Each returns the value as it is to be written. */
final class EditRules {

    private static final int MAX_ID = 64;
    private static final int MAX_PARAMETER = 32;

    private EditRules() {}

    static String newId(NodeId id) throws InvalidEditException {
        String value = id.value();
        if (value.isEmpty() || value.length() > MAX_ID || id.equals(NodeId.RECOVERED)) {
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

    static String parameter(String parameter) throws InvalidEditException {
        if (parameter.isEmpty() || parameter.length() > MAX_PARAMETER) {
            throw bad("a parameter's name has 1 to " + MAX_PARAMETER + " characters: length=" + parameter.length());
        }
        for (int i = 0; i < parameter.length(); i++) {
            char c = parameter.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) {
                throw bad("a parameter's name has letters only: character=" + (int) c);
            }
        }
        return parameter;
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
            throw bad("a rotation is a quaternion of length 1: length=" + Math.sqrt(square));
        }
        return t;
    }

    static Rgb color(Rgb color) throws InvalidEditException {
        inRange("red", color.r(), 0, 1);
        inRange("green", color.g(), 0, 1);
        inRange("blue", color.b(), 0, 1);
        return color;
    }

    static float inRange(String what, float value, float min, float max) throws InvalidEditException {
        if (!(value >= min && value <= max)) {
            throw bad(what + " is out of range: value=" + value + " min=" + min + " max=" + max);
        }
        return value;
    }

    private static InvalidEditException bad(String message) {
        return new InvalidEditException(Reason.BAD_VALUE, message);
    }
}
