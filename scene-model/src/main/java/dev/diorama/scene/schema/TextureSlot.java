package dev.diorama.scene.schema;

/** Where a material takes a value from an image. */
public enum TextureSlot {
    /** Colour and opacity. */
    BASE_COLOR("t.baseColor"),
    /** Roughness in green, metalness in blue. */
    METALLIC_ROUGHNESS("t.metallicRoughness"),
    /** Normals in tangent space. */
    NORMAL("t.normal"),
    /** Occlusion in red. */
    OCCLUSION("t.occlusion"),
    /** Emitted colour. */
    EMISSIVE("t.emissive");

    private final String key;

    TextureSlot(String key) {
        this.key = key;
    }

    /** The register. */
    String key() {
        return key;
    }
}
