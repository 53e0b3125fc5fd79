/** The scene as the renderer wants it: flat arrays that follow the document's events. */
@NullMarked
package dev.diorama.engine.scene;

import org.jspecify.annotations.NullMarked;
