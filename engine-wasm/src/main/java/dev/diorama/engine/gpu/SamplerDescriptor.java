package dev.diorama.engine.gpu;

import org.jspecify.annotations.Nullable;

/**
 * A sampler to create; clamps to the edge.
 *
 * @param linear filters between texels, else takes the nearest
 * @param compare makes it a comparison sampler
 */
public record SamplerDescriptor(
        String label, boolean linear, @Nullable CompareFunction compare) {}
