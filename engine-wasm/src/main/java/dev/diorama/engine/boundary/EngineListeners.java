package dev.diorama.engine.boundary;

import dev.diorama.bindgen.WebFlags;
import dev.diorama.bindgen.WebJson;
import dev.diorama.bindgen.WebListener;
import dev.diorama.bindgen.WebOptional;

/** What the engine tells the page, always after the call into the engine that caused it, so that a listener may call anything. */
@WebListener
public interface EngineListeners {
    /** One message of the y-websocket protocol, for the socket. The bytes are the listener's own. */
    void onSend(byte[] message);

    /** One update made here, for a local store. The bytes are the listener's own. */
    @WebOptional
    void onLocalUpdate(byte[] update, @WebJson(LocalEdit.class) String edit);

    /** Something changed, at most once per call into the engine; read again what you show. */
    void onChange(@WebFlags(Topic.class) int topics);

    /** The graphics device was lost or reported an error that nobody caught. */
    @WebOptional
    void onDeviceError(RuntimeException error);
}
