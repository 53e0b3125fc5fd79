package dev.diorama.engine.boundary;

import dev.diorama.bindgen.WebDefault;
import dev.diorama.engine.render.Output;

/**
 * How an image is drawn.
 *
 * @param overlays whether grid, outlines and gizmo are in it
 * @param transparent whether there is nothing behind the objects but the shadow on the ground: straight alpha, as PNG has it, and no overlays
 */
public record ImageOptions(
        @WebDefault("beauty") Output output,
        @WebDefault("true") boolean overlays,
        @WebDefault("false") boolean transparent) {

    /** As the renderer numbers it. */
    int behind() {
        return transparent ? -1 : overlays ? 1 : 0;
    }
}
