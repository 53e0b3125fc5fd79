package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.Map;

/** One step of a change of a list or a text, from left to right. */
public sealed interface Delta {

    /** This content is new here. */
    record Insert(Chunk content) implements Delta {}

    /** So many positions stay; in a text, these attributes are new on them, null meaning that one ended. */
    record Retain(int length, Map<String, AnyValue> attributes) implements Delta {}

    /** So many positions were removed here. */
    record Delete(int length) implements Delta {}
}
