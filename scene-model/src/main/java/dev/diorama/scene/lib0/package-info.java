/** Bytes as lib0 writes them: variable-length integers, strings and any-values. Knows no CRDT. */
@NullMarked
package dev.diorama.scene.lib0;

import org.jspecify.annotations.NullMarked;
