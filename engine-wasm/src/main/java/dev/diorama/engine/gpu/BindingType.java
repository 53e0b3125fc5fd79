package dev.diorama.engine.gpu;

/** What is bound at one place of a bind group. */
public enum BindingType {
    UNIFORM_BUFFER("uniform"),
    STORAGE_BUFFER("storage"),
    READ_ONLY_STORAGE_BUFFER("read-only-storage"),
    /** A float texture that can be filtered. */
    TEXTURE_FLOAT("float"),
    /** A float texture that is only loaded from; multisampled where the entry says so. */
    TEXTURE_UNFILTERABLE_FLOAT("unfilterable-float"),
    TEXTURE_DEPTH("depth"),
    TEXTURE_UINT("uint"),
    FILTERING_SAMPLER("filtering"),
    COMPARISON_SAMPLER("comparison");

    private final String idl;

    BindingType(String idl) {
        this.idl = idl;
    }

    /** The name as WebGPU's IDL spells it. */
    public String idl() {
        return idl;
    }
}
