/** The typed scene on top of the CRDT: edits in, events out. */
@NullMarked
package dev.diorama.scene.schema;

import org.jspecify.annotations.NullMarked;
