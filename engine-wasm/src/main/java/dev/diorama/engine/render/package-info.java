/** Draws the scene: a constant list of WebGPU calls per frame, whatever the number of objects or of edits. */
@NullMarked
package dev.diorama.engine.render;

import org.jspecify.annotations.NullMarked;
