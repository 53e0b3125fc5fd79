/**
 * Bytes as lib0 writes them: variable-length integers, strings and any-values; JSON as JavaScript reads and prints it. Knows no CRDT.
 *
 * <p>Shape: {@link dev.diorama.scene.lib0.Lib0Reader} is a cursor over an array, {@link dev.diorama.scene.lib0.Lib0Writer} an array that grows,
 * {@link dev.diorama.scene.lib0.AnyValue} a value that is neither text nor bytes alone.
 *
 * <p>Errors: whatever the bytes, reading ends in a value or in a {@link dev.diorama.scene.lib0.DecodeException} with the place; it allocates at
 * most 64 times the bytes that it reads. Values that cannot be written are a bug of the caller: {@link IllegalArgumentException}.
 *
 * <p>Threads: values may be shared; a reader, a writer and an interner belong to one thread at a time.
 *
 * <p>Sources: the {@code encoding} and {@code decoding} modules of npm lib0 0.2, whose bytes these are; ECMA-262 for JSON and for the order of
 * keys.
 */
@NullMarked
package dev.diorama.scene.lib0;

import org.jspecify.annotations.NullMarked;
