package dev.diorama.engine.gpu;

/** How a colour is combined with the one that is there: one of the few ways in use. */
public enum BlendMode {
    /** Replaces it. */
    OPAQUE("opaque"),
    /** Lays a colour with premultiplied alpha over it. */
    PREMULTIPLIED("premultiplied"),
    /** Adds to it. */
    ADDITIVE("additive");

    private final String idl;

    BlendMode(String idl) {
        this.idl = idl;
    }

    /** The name of the mode; WebGPU itself has none. */
    public String idl() {
        return idl;
    }
}
