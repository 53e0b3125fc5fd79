package dev.diorama.engine.render;

import dev.diorama.bindgen.WebNumber;

/**
 * What of the scene a frame drew.
 *
 * @param visible objects in view
 * @param triangles of them, in the detail that they were drawn in
 */
public record DrawnStats(int visible, @WebNumber long triangles) {}
