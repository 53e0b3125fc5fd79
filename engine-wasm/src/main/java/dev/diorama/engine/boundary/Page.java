package dev.diorama.engine.boundary;

import dev.diorama.engine.editor.EditorHost;

/** The page, as the editor sees it. */
record Page(EngineListeners listeners) implements EditorHost {
    @Override
    public void send(byte[] message) {
        listeners.onSend(message);
    }

    @Override
    public void localUpdate(byte[] update, String about) {
        listeners.onLocalUpdate(update, about);
    }

    @Override
    public void changed(int topics) {
        listeners.onChange(topics);
    }
}
