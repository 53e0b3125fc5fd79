/** Triangle meshes: the unit shapes of the primitives and of the gizmo, in one vertex and one index array. */
@NullMarked
package dev.diorama.engine.mesh;

import org.jspecify.annotations.NullMarked;
