package dev.diorama.bindgen.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The instances that JavaScript holds, by the numbers that the glue gave them; a number is never used twice.
 *
 * @param <T> the exported class
 */
public final class Handles<T> {
    private @Nullable Object[] instances = new @Nullable Object[4];

    /** The instance with this number. */
    @SuppressWarnings("unchecked") // only put() writes
    public T get(int handle) {
        Object instance = handle >= 0 && handle < instances.length ? instances[handle] : null;
        if (instance == null) {
            throw new BoundaryException("FREED", "there is no instance with this number: number=" + handle);
        }
        return (T) instance;
    }

    /** Gives an instance its number. */
    public void put(int handle, T instance) {
        if (handle >= instances.length) {
            instances = Arrays.copyOf(instances, 2 * handle);
        }
        instances[handle] = instance;
    }

    /** Forgets an instance and returns it. */
    public T remove(int handle) {
        T instance = get(handle);
        instances[handle] = null;
        return instance;
    }
}
