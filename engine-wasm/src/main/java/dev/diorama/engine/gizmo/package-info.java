/** Handles drawn over the scene that turn pointer movement into constrained changes; constant in size on the screen. */
@NullMarked
package dev.diorama.engine.gizmo;

import org.jspecify.annotations.NullMarked;
