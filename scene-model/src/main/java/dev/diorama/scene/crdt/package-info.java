/**
 * The CRDT of Yjs: documents, shared types, structs, updates. Names are Yjs's own, so that both sources can be read side by side.
 *
 * <p>Shape: a {@link dev.diorama.scene.crdt.YDoc} holds named root types; a type is a list, a map, or both, whose elements are plain
 * {@link dev.diorama.scene.lib0.AnyValue values} or types again. Edits of one client are numbered by a clock; an update carries edits and
 * deletions of clocks, and may arrive in any order and repeatedly.
 *
 * <p>Errors: bytes from outside give a {@link dev.diorama.scene.lib0.DecodeException} with an offset and change nothing; an index outside a
 * list gives an {@link IndexOutOfBoundsException}; anything else unchecked is an impossible state, a bug of this package. What an observer
 * throws is thrown to whoever made the edit, after the document is whole again.
 *
 * <p>Threads: a document, with all that came out of it, belongs to one thread at a time; nothing here locks. {@code Updates}, {@code
 * StateVector}, {@code Snapshot} and {@code RelativePosition} values may be shared.
 *
 * <p>Sources: Yjs's {@code INTERNALS.md} and its code, version 13.6.33, whose bytes these are; P. Nicolaescu, K. Jahns, M. Derntl, R.
 * Klamma: Near Real-Time Peer-to-Peer Shared Editing on Extensible Data Types (GROUP 2016), the YATA paper.
 */
@NullMarked
package dev.diorama.scene.crdt;

import org.jspecify.annotations.NullMarked;
