package dev.diorama.scene.schema;

import org.jspecify.annotations.Nullable;

/**
 * The parametric shapes, centred on the node's origin, Y up.
 *
 * <p>Parameters are registers of their own, {@code g.} and the name; the defaults here hold where one is missing.
 */
public enum Primitive {
    /** Parameters width (X), height (Y), depth (Z); 1 m each. */
    BOX("box"),
    /** Parameter radius; 0.5 m. */
    SPHERE("sphere"),
    /** In the XZ plane, facing up. Parameters width (X), depth (Z); 1 m each. */
    PLANE("plane"),
    /** Along Y. Parameters radius 0.5 m, height 1 m. */
    CYLINDER("cylinder"),
    /** Along Y, the tip up. Parameters radius 0.5 m, height 1 m. */
    CONE("cone");

    private static final Primitive[] ALL = values();

    private final String wireName;

    Primitive(String wireName) {
        this.wireName = wireName;
    }

    /** The value of the register {@code g}. */
    public String wireName() {
        return wireName;
    }

    /** The value a parameter has where the document says nothing: 0.5 for the radius, else 1. */
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
}
