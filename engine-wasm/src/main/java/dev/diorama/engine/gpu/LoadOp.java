package dev.diorama.engine.gpu;

/** What a pass finds in an attachment. */
public enum LoadOp {
    CLEAR("clear"),
    LOAD("load");

    private final String idl;

    LoadOp(String idl) {
        this.idl = idl;
    }

    /** The name as WebGPU's IDL spells it. */
    public String idl() {
        return idl;
    }
}
