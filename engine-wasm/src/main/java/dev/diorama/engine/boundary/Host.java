package dev.diorama.engine.boundary;

import org.teavm.jso.JSObject;

/** What the glue offers to Java; {@code index.js} implements it. */
interface Host extends JSObject {
    /** These many bytes at the start of the mailbox belong to a message of {@code total} bytes, from {@code offset} on. */
    void piece(int target, int kind, int total, int offset, int count);

    /** Topics of an engine that may answer differently now. */
    void changed(int engine, int topics);

    /** A graphics device was lost or refused something. */
    void deviceError(int engine, String code, String message);

    /** 32 unpredictable bits. */
    int random();
}
