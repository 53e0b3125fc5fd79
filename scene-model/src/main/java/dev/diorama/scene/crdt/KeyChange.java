package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one key of a map in a transaction.
 *
 * @param oldAny the plain value before; null if there was none or it was a shared type
 * @param oldShared the shared type before, now deleted; null if there was none or it was a plain value
 */
public record KeyChange(
        Action action, @Nullable AnyValue oldAny, @Nullable SharedType oldShared) {

    /** Kinds of change. */
    public enum Action {
        ADD,
        UPDATE,
        DELETE
    }
}
