package dev.diorama.bindgen.tests;

import dev.diorama.bindgen.WebType;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** An object of the page that calls back. */
@WebType("Clock")
public interface Clock extends JSObject {
    /** Calls later, from outside. */
    void later(Callback callback);

    /** What is called. */
    @JSFunctor
    interface Callback extends JSObject {
        void call(int value);
    }
}
