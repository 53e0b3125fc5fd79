/** What a person does to the scene: selecting, dragging, adding; turned into {@code SceneEdit}s. */
@NullMarked
package dev.diorama.engine.edit;

import org.jspecify.annotations.NullMarked;
