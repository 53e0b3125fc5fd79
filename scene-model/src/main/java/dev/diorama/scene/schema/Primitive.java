package dev.diorama.scene.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parametric shapes, centred on the node's origin, Y up.
 *
 * <p>Parameters are registers of their own, {@code g.} and the name; the defaults here hold where one is missing.
 */
public enum Primitive {
    /** Parameters width (X), height (Y), depth (Z); 1 m each. */
    BOX("box", Parameter.length("width", 1), Parameter.length("height", 1), Parameter.length("depth", 1)),
    /** Parameters radius 0.5 m, segments. */
    SPHERE("sphere", Parameter.length("radius", 0.5f), Parameter.count("segments", 64)),
    /** In the XZ plane, facing up. Parameters width (X), depth (Z); 1 m each. */
    PLANE("plane", Parameter.length("width", 1), Parameter.length("depth", 1)),
    /** Along Y. Parameters radius 0.5 m, height 1 m, segments. */
    CYLINDER(
            "cylinder",
            Parameter.length("radius", 0.5f),
            Parameter.length("height", 1),
            Parameter.count("segments", 64)),
    /** Along Y, the tip up. Parameters radius 0.5 m, height 1 m, segments. */
    CONE("cone", Parameter.length("radius", 0.5f), Parameter.length("height", 1), Parameter.count("segments", 64)),
    /** Around Y. Parameters radius of the ring 0.5 m, radius of the tube 0.2 m, segments of the ring, sides of the tube. */
    TORUS(
            "torus",
            Parameter.length("radius", 0.5f),
            Parameter.length("tube", 0.2f),
            Parameter.count("segments", 64),
            Parameter.count("sides", 32)),
    /** Along Y. Parameters radius 0.25 m, height from tip to tip 1 m (never less than twice the radius), segments. */
    CAPSULE(
            "capsule",
            Parameter.length("radius", 0.25f),
            Parameter.length("height", 1),
            Parameter.count("segments", 64));

    private static final Primitive[] ALL = values();

    private final String wireName;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Parameter> parameters;

    Primitive(String wireName, Parameter... parameters) {
        this.wireName = wireName;
        this.parameters = List.of(parameters);
    }

    /** The value of the register {@code g}. */
    public String wireName() {
        return wireName;
    }

    /** What can be set, in the order in which it is shown. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** The parameter of that name, null if this shape has none. */
    public @Nullable Parameter parameter(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                return parameter;
            }
        }
        return null;
    }

    /** The value a parameter has where neither the document nor the shape says anything: 0.5 for the radius, else 1. */
    public static float defaultParameter(String parameter) {
        return parameter.equals("radius") ? 0.5f : 1;
    }

    /** The primitive of that wire name, or null if this version doesn't know it. */
    public static @Nullable Primitive ofWireName(String name) {
        for (Primitive primitive : ALL) {
            if (primitive.wireName.equals(name)) {
                return primitive;
            }
        }
        return null;
    }

    /**
     * A number that shapes a primitive; what is stored is clamped to its range when it is shown.
     *
     * @param name the register without {@code g.}
     * @param orElse the value where the document says nothing
     * @param whole whether fractions are rounded away
     */
    public record Parameter(String name, float orElse, float min, float max, boolean whole) {

        static Parameter length(String name, float orElse) {
            return new Parameter(name, orElse, 0, NodeReader.MAX_LENGTH, false);
        }

        static Parameter count(String name, float orElse) {
            return new Parameter(name, orElse, 3, 256, true);
        }

        float clamp(float value) {
            float inRange = Math.max(min, Math.min(max, value));
            return whole ? (float) Math.rint(inRange) : inRange;
        }
    }
}
