/** The camera of the editor: orbit, pan, zoom, damping, rays and projections. */
@NullMarked
package dev.diorama.engine.camera;

import org.jspecify.annotations.NullMarked;
