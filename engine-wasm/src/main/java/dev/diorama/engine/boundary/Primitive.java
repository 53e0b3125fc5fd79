package dev.diorama.engine.boundary;

/** Parametric shapes that can be added. */
public enum Primitive {
    BOX("box"),
    SPHERE("sphere"),
    PLANE("plane"),
    CYLINDER("cylinder"),
    CONE("cone"),
    TORUS("torus"),
    CAPSULE("capsule");

    private final String wireName;

    Primitive(String wireName) {
        this.wireName = wireName;
    }

    /** As the document calls it. */
    String wireName() {
        return wireName;
    }
}
