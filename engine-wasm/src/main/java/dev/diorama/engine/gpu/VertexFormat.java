package dev.diorama.engine.gpu;

/** Formats of vertex attributes. */
public enum VertexFormat {
    FLOAT32X2("float32x2"),
    FLOAT32X3("float32x3"),
    FLOAT32X4("float32x4"),
    UINT32("uint32");

    private final String idl;

    VertexFormat(String idl) {
        this.idl = idl;
    }

    /** The name as WebGPU's IDL spells it. */
    public String idl() {
        return idl;
    }
}
