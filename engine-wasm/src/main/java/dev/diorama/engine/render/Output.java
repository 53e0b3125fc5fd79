package dev.diorama.engine.render;

import dev.diorama.bindgen.WebName;

/** What of the scene is shown: light, or one of the things it is made of. */
public enum Output {
    BEAUTY(0),
    /** Base colour without light. */
    ALBEDO(1),
    /** World normal, each axis from -1 to 1 as 0 to 1. */
    NORMAL(2),
    /** Distance along the view, near white. */
    DEPTH(3),
    /** A colour for each object. */
    @WebName("id")
    OBJECT_ID(4),
    /** Edges of triangles on shaded surfaces. */
    WIREFRAME(5),
    ROUGHNESS(6),
    METALLIC(7),
    /** World position, repeating every metre. */
    POSITION(8);

    /** The shaders know them by it. */
    private final int number;

    Output(int number) {
        this.number = number;
    }

    /** The number of the frame uniform. */
    int number() {
        return number;
    }
}
