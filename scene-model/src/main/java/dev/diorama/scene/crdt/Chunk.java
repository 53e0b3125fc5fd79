package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.Map;

/**
 * A piece of the content of a shared type: a run of text, an element of a list, or the value of a key.
 *
 * <p>{@code attributes} is the formatting in force at that place of a text, in the order in which Yjs lists it; empty elsewhere.
 */
public sealed interface Chunk {

    /** Formatting in force here; empty outside of formatted text. */
    Map<String, AnyValue> attributes();

    /** A run of text of UTF-16 code units. */
    record Text(String text, Map<String, AnyValue> attributes) implements Chunk {}

    /** One plain value: an element of a list or the value of a key. */
    record Any(AnyValue value, Map<String, AnyValue> attributes) implements Chunk {}

    /** An object embedded in a text; one position wide. */
    record Embed(AnyValue value, Map<String, AnyValue> attributes) implements Chunk {}

    /** A nested shared type; one position wide. */
    record Shared(SharedType type, Map<String, AnyValue> attributes) implements Chunk {}

    /** A nested document; one position wide. */
    record SubDoc(SubDocument document, Map<String, AnyValue> attributes) implements Chunk {

        public String guid() {
            return document.guid();
        }
    }
}
