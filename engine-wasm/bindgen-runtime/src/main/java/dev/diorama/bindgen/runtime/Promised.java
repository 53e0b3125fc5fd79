package dev.diorama.bindgen.runtime;

import dev.diorama.bindgen.Completion;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExceptions;

/**
 * A promise that the glue gave, by its number. What comes out is told by the generated subclass.
 *
 * @param <T> what comes out
 */
public abstract class Promised<T extends @Nullable Object> implements Completion<T> {
    protected final Host host;
    protected final int request;

    protected Promised(Host host, int request) {
        this.host = host;
        this.request = request;
    }

    @Override
    public void fail(Throwable reason) {
        host.failed(request, JSExceptions.getJSException(reason));
    }
}
