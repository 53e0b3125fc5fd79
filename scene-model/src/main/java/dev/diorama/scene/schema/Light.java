package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a light node shines, along its own -Z; as glTF's KHR_lights_punctual has it.
 *
 * @param intensity lux for a directional light, candela for the others; 0 to 1e9
 * @param range metres after which nothing is lit, 0 for no end
 * @param innerAngle of a spot: half the cone that has full light, radians; less than the outer one
 * @param outerAngle of a spot: half the cone that has any, up to a quarter turn
 * @param shadow whether it casts one
 */
public record Light(
        Type type, Rgb color, float intensity, float range, float innerAngle, float outerAngle, boolean shadow) {

    /** What a light node without values of its own is. */
    public static final Light DEFAULT = new Light(Type.POINT, new Rgb(1, 1, 1), 100, 0, 0, 0.7853982f, true);

    private static final float QUARTER = 1.5707964f;

    /** The same of another type. */
    public Light withType(Type newType) {
        return new Light(newType, color, intensity, range, innerAngle, outerAngle, shadow);
    }

    static Light read(@Nullable AnyValue value) {
        Light or = DEFAULT;
        float outer = ValueReader.number(ValueReader.field(value, "outer"), or.outerAngle, 0.001f, QUARTER);
        float inner = ValueReader.number(ValueReader.field(value, "inner"), or.innerAngle, 0, outer);
        return new Light(
                Type.ofWireName(ValueReader.text(ValueReader.field(value, "type"), "", 32)),
                ValueReader.color(ValueReader.field(value, "color"), or.color),
                ValueReader.number(ValueReader.field(value, "intensity"), or.intensity, 0, NodeReader.MAX_LENGTH),
                ValueReader.number(ValueReader.field(value, "range"), or.range, 0, NodeReader.MAX_LENGTH),
                inner,
                outer,
                ValueReader.truth(ValueReader.field(value, "shadow"), or.shadow));
    }

    Light checked() throws InvalidEditException {
        EditRules.color(color);
        EditRules.inRange("intensity", intensity, 0, NodeReader.MAX_LENGTH);
        EditRules.inRange("range", range, 0, NodeReader.MAX_LENGTH);
        EditRules.inRange("outer angle", outerAngle, 0.001f, QUARTER);
        EditRules.inRange("inner angle", innerAngle, 0, outerAngle);
        return this;
    }

    /** As it is written; fields of the old value that this version doesn't know stay. */
    AnyValue write(@Nullable AnyValue old) {
        Map<String, AnyValue> fields = new LinkedHashMap<>(old == null ? Map.of() : old.fields());
        fields.put("type", AnyValue.of(type.wireName));
        fields.put("color", AnyValue.of(color.r(), color.g(), color.b()));
        fields.put("intensity", AnyValue.of((double) intensity));
        fields.put("range", AnyValue.of((double) range));
        fields.put("inner", AnyValue.of((double) innerAngle));
        fields.put("outer", AnyValue.of((double) outerAngle));
        fields.put("shadow", AnyValue.of(shadow));
        return AnyValue.obj(fields);
    }

    /** Kinds of light. */
    public enum Type {
        /** From infinitely far away. */
        DIRECTIONAL("directional"),
        /** In all directions. */
        POINT("point"),
        /** In a cone. */
        SPOT("spot");

        private static final Type[] ALL = values();

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        static Type ofWireName(String name) {
            for (Type type : ALL) {
                if (type.wireName.equals(name)) {
                    return type;
                }
            }
            return POINT;
        }
    }
}
