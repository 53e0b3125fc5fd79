/** A program that lets another process drive this CRDT, one JSON object a line: how the real Yjs is compared with it. */
@NullMarked
package dev.diorama.scene.worker;

import org.jspecify.annotations.NullMarked;
