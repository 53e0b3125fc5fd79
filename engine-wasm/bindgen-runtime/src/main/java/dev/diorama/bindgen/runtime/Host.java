package dev.diorama.bindgen.runtime;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSObject;

/** What the glue offers to Java; {@code boundary.js} implements it. */
public interface Host extends JSObject {
    /** These many bytes at the start of the mailbox belong to an array of {@code total} bytes, from {@code offset} on. */
    void piece(int target, int kind, int total, int offset, int count);

    /** A promise is kept. */
    void settled(int request, @Nullable String value);

    /** A promise is broken. */
    void failed(int request, JSObject error);

    /** An argument of the listener's next event, as those below; arrays come as pieces. */
    void text(String value);

    void number(double value);

    void error(String code, @Nullable String message);

    /** A method of the listener is called, with the arguments told before. */
    void event(int handle, int listener);

    /** A method of the listener is called with bits that gather until the outermost call has returned. */
    void flags(int handle, int listener, int bits);
}
