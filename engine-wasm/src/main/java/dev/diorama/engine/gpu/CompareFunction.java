package dev.diorama.engine.gpu;

/** How a depth is compared with the one that is there. */
public enum CompareFunction {
    NEVER("never"),
    LESS("less"),
    EQUAL("equal"),
    LESS_EQUAL("less-equal"),
    GREATER("greater"),
    GREATER_EQUAL("greater-equal"),
    ALWAYS("always");

    private final String idl;

    CompareFunction(String idl) {
        this.idl = idl;
    }

    /** The name as WebGPU's IDL spells it. */
    public String idl() {
        return idl;
    }
}
