package dev.diorama.engine.gpu;

/** Which faces are not drawn. */
public enum CullMode {
    NONE("none"),
    FRONT("front"),
    BACK("back");

    private final String idl;

    CullMode(String idl) {
        this.idl = idl;
    }

    /** The name as WebGPU's IDL spells it. */
    public String idl() {
        return idl;
    }
}
