package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From what a document says of a node to what can be shown, whatever it says: rules S62 to S67. */
final class NodeReader {

    static final int MAX_NAME = 256;
    static final float MAX_LENGTH = 1e9f;

    private static final float MIN_ROTATION = 1e-6f;
    private static final String[] NO_NAMES = {};
    private static final float[] NO_VALUES = {};

    private NodeReader() {}

    static SceneNode read(NodeId id, Registers registers) {
        Primitive primitive = registers.get(SchemaKeys.GEOMETRY) instanceof AnyValue.Str str
                ? Primitive.ofWireName(str.value())
                : null;
        String kindName;
        if (registers.get(SchemaKeys.KIND) instanceof AnyValue.Str str) {
            kindName = str.value();
        } else {
            kindName = (primitive == null ? NodeKind.EMPTY : NodeKind.MESH).wireName();
        }
        NodeKind known = NodeKind.ofWireName(kindName);
        NodeKind kind = known == null ? NodeKind.EMPTY : known;
        Primitive shape = kind == NodeKind.MESH ? primitive : null;
        String fallback = capitalized(shape == null ? kind.wireName() : shape.wireName());
        int parameters = 0;
        for (int i = 0; i < registers.size(); i++) {
            parameters += isParameter(registers, i) ? 1 : 0;
        }
        String[] names = parameters == 0 ? NO_NAMES : new String[parameters];
        float[] values = parameters == 0 ? NO_VALUES : new float[parameters];
        int at = 0;
        for (int i = 0; i < registers.size(); i++) {
            if (isParameter(registers, i)) {
                names[at] = registers.key(i).substring(SchemaKeys.PARAMETER.length());
                values[at++] = Math.max(0, clamp(registers.value(i), 0));
            }
        }
        return new SceneNode(
                id,
                kind,
                kindName,
                shape,
                name(registers.get(SchemaKeys.NAME), fallback),
                transform(registers),
                flags(registers.get(SchemaKeys.FLAGS)),
                names,
                values);
    }

    /** The Recovered group. */
    static SceneNode recovered() {
        return new SceneNode(
                NodeId.RECOVERED,
                NodeKind.GROUP,
                NodeKind.GROUP.wireName(),
                null,
                "Recovered",
                Transform.IDENTITY,
                0,
                NO_NAMES,
                NO_VALUES);
    }

    static String name(@Nullable AnyValue value, String orElse) {
        if (!(value instanceof AnyValue.Str str) || str.value().isEmpty()) {
            return orElse;
        }
        String name = str.value();
        if (name.length() <= MAX_NAME) {
            return name;
        }
        return name.substring(0, Character.isHighSurrogate(name.charAt(MAX_NAME - 1)) ? MAX_NAME - 1 : MAX_NAME);
    }

    static Rgb background(@Nullable AnyValue value) {
        if (!(value instanceof AnyValue.Arr arr) || arr.values().size() != 3) {
            return Rgb.DEFAULT_BACKGROUND;
        }
        float[] rgb = new float[3];
        for (int i = 0; i < 3; i++) {
            if (!(arr.values().get(i) instanceof AnyValue.Num num) || !isFinite(num.value())) {
                return Rgb.DEFAULT_BACKGROUND;
            }
            rgb[i] = (float) Math.max(0, Math.min(1, num.value()));
        }
        return new Rgb(rgb[0], rgb[1], rgb[2]);
    }

    static boolean isFinite(double number) {
        return !Double.isNaN(number) && !Double.isInfinite(number);
    }

    private static boolean isParameter(Registers registers, int index) {
        return registers.key(index).startsWith(SchemaKeys.PARAMETER)
                && registers.value(index) instanceof AnyValue.Num num
                && isFinite(num.value());
    }

    private static String capitalized(String word) {
        return (char) (word.charAt(0) - 'a' + 'A') + word.substring(1);
    }

    private static int flags(@Nullable AnyValue value) {
        if (!(value instanceof AnyValue.Num num)) {
            return 0;
        }
        double number = num.value();
        return number >= 0 && number <= Integer.MAX_VALUE && number == Math.rint(number) ? (int) number : 0;
    }

    private static Transform transform(Registers registers) {
        List<AnyValue> p = list(registers.get(SchemaKeys.POSITION));
        List<AnyValue> s = list(registers.get(SchemaKeys.SCALE));
        List<AnyValue> r = list(registers.get(SchemaKeys.ROTATION));
        float px = at(p, 0, 0);
        float py = at(p, 1, 0);
        float pz = at(p, 2, 0);
        float sx = at(s, 0, 1);
        float sy = at(s, 1, 1);
        float sz = at(s, 2, 1);
        // NaN where a component is no number, which the comparison below refuses.
        float x = at(r, 0, Float.NaN);
        float y = at(r, 1, Float.NaN);
        float z = at(r, 2, Float.NaN);
        float w = at(r, 3, Float.NaN);
        double length = Math.sqrt((double) x * x + (double) y * y + (double) z * z + (double) w * w);
        if (!(length >= MIN_ROTATION)) {
            return new Transform(px, py, pz, 0, 0, 0, 1, sx, sy, sz);
        }
        if (Math.abs(length - 1) > 1e-6) {
            x = (float) (x / length);
            y = (float) (y / length);
            z = (float) (z / length);
            w = (float) (w / length);
        }
        return new Transform(px, py, pz, x, y, z, w, sx, sy, sz);
    }

    private static List<AnyValue> list(@Nullable AnyValue value) {
        return value instanceof AnyValue.Arr arr ? arr.values() : List.of();
    }

    private static float at(List<AnyValue> list, int index, float orElse) {
        return index < list.size() ? clamp(list.get(index), orElse) : orElse;
    }

    private static float clamp(AnyValue value, float orElse) {
        if (!(value instanceof AnyValue.Num num) || !isFinite(num.value())) {
            return orElse;
        }
        return (float) Math.max(-MAX_LENGTH, Math.min(MAX_LENGTH, num.value()));
    }
}
