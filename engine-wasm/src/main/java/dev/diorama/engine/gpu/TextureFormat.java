package dev.diorama.engine.gpu;

/** Texture formats in use. */
public enum TextureFormat {
    RGBA8_UNORM("rgba8unorm", 4),
    BGRA8_UNORM("bgra8unorm", 4),
    RGBA16_FLOAT("rgba16float", 8),
    RG16_UINT("rg16uint", 4),
    R32_UINT("r32uint", 4),
    DEPTH32_FLOAT("depth32float", 4);

    private final String idl;
    private final int bytes;

    TextureFormat(String idl, int bytes) {
        this.idl = idl;
        this.bytes = bytes;
    }

    /** The name as WebGPU's IDL spells it. */
    public String idl() {
        return idl;
    }

    /** Size of a sample of a texel. */
    public int bytes() {
        return bytes;
    }
}
