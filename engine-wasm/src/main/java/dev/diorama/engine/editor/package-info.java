/** The composition root: scene, synchronisation, presence, camera, gizmo, selection and renderer behind one plain class. */
@NullMarked
package dev.diorama.engine.editor;

import org.jspecify.annotations.NullMarked;
