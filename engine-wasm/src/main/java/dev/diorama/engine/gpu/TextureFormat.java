package dev.diorama.engine.gpu;

/** Texture formats in use. */
public enum TextureFormat {
    RGBA8_UNORM("rgba8unorm"),
    BGRA8_UNORM("bgra8unorm"),
    RGBA16_FLOAT("rgba16float"),
    RG16_UINT("rg16uint"),
    R32_UINT("r32uint"),
    DEPTH32_FLOAT("depth32float");

    private final String idl;

    TextureFormat(String idl) {
        this.idl = idl;
    }

    /** The name as WebGPU's IDL spells it. */
    public String idl() {
        return idl;
    }
}
