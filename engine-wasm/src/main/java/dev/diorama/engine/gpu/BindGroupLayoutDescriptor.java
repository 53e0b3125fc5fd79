package dev.diorama.engine.gpu;

import java.util.List;

/** The shape of a bind group to create; entry {@code i} is {@code @binding(i)}. */
public record BindGroupLayoutDescriptor(String label, List<Entry> entries) {
    /**
     * One binding.
     *
     * @param visibility bits of {@link ShaderStage}
     * @param multisampled for textures
     */
    public record Entry(int visibility, BindingType type, boolean multisampled) {
        /** A buffer, a sampler or a single-sampled texture. */
        public static Entry of(int visibility, BindingType type) {
            return new Entry(visibility, type, false);
        }
    }
}
