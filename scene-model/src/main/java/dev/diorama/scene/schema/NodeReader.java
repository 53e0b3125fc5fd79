package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From what a document says of a node to what can be shown, whatever it says: rules S62 to S67. */
final class NodeReader {

    static final int MAX_NAME = 256;
    static final float MAX_LENGTH = 1e9f;

    private static final float MIN_ROTATION = 1e-6f;

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
        return new SceneNode(
                id,
                kind,
                kindName,
                shape,
                name(registers.get(SchemaKeys.NAME), fallback),
                transform(registers::get),
                flags(registers.get(SchemaKeys.FLAGS)),
                registers);
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
                Registers.EMPTY);
    }

    static String name(@Nullable AnyValue value, String orElse) {
        String name = ValueReader.text(value, "", MAX_NAME);
        return name.isEmpty() ? orElse : name;
    }

    static Rgb background(@Nullable AnyValue value) {
        return ValueReader.list(value).size() == 3
                ? ValueReader.color(value, Rgb.DEFAULT_BACKGROUND)
                : Rgb.DEFAULT_BACKGROUND;
    }

    private static String capitalized(String word) {
        return (char) (word.charAt(0) - 'a' + 'A') + word.substring(1);
    }

    private static int flags(@Nullable AnyValue value) {
        return (int) ValueReader.whole(value, Integer.MAX_VALUE);
    }

    /** The transform in registers of these keys. */
    static Transform transform(Function<String, @Nullable AnyValue> registers) {
        List<AnyValue> p = ValueReader.list(registers.apply(SchemaKeys.POSITION));
        List<AnyValue> s = ValueReader.list(registers.apply(SchemaKeys.SCALE));
        List<AnyValue> r = ValueReader.list(registers.apply(SchemaKeys.ROTATION));
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

    private static float at(List<AnyValue> list, int index, float orElse) {
        return index < list.size() ? ValueReader.number(list.get(index), orElse, -MAX_LENGTH, MAX_LENGTH) : orElse;
    }
}
