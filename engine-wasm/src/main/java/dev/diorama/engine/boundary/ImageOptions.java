package dev.diorama.engine.boundary;

import dev.diorama.bindgen.WebDefault;
import dev.diorama.engine.render.Output;

/**
 * How an image is drawn.
 *
 * @param overlays whether grid, outlines and gizmo are in it
 */
public record ImageOptions(
        @WebDefault("beauty") Output output,
        @WebDefault("true") boolean overlays) {}
