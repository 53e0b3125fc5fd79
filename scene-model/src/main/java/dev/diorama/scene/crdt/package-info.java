/** The CRDT of Yjs: documents, shared types, structs, updates. Names are Yjs's own, so that both sources can be read side by side. */
@NullMarked
package dev.diorama.scene.crdt;

import org.jspecify.annotations.NullMarked;
