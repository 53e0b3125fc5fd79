package dev.diorama.bindgen;

import org.jspecify.annotations.Nullable;

/**
 * The end of something that takes time. As the last parameter of an exported method it makes the method return a {@code Promise}.
 *
 * <p>A callback and no coroutine: no exported method can be suspended half-way, whoever calls it.
 *
 * @param <T> what comes out; {@code Void} for nothing
 */
public interface Completion<T extends @Nullable Object> {
    void done(T value);

    void fail(Throwable reason);
}
