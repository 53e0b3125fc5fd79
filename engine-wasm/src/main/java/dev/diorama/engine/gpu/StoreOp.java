package dev.diorama.engine.gpu;

/** What a pass leaves in an attachment. */
public enum StoreOp {
    STORE("store"),
    DISCARD("discard");

    private final String idl;

    StoreOp(String idl) {
        this.idl = idl;
    }

    /** The name as WebGPU's IDL spells it. */
    public String idl() {
        return idl;
    }
}
