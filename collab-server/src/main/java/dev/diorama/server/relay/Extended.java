package dev.diorama.server.relay;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The extension {@code diorama.v1}: entries have their sequences, edits are acknowledged by number. */
final class Extended implements Dialect {
    /** Its subprotocol. */
    static final String NAME = "diorama.v1";

    private final Plain plain = new Plain();
    private final Map<Long, Long> own = new HashMap<>();

    @Override
    public Frame hello(String log, long head, long timeMillis) {
        return ExtensionMessage.hello(log, head, timeMillis);
    }

    @Override
    public Frame entry(long sequence, Frame update) {
        Long id = own.remove(sequence);
        return id == null
                ? Frame.of(ExtensionMessage.entry(sequence, update.bytes()))
                : ExtensionMessage.acknowledged(id, sequence);
    }

    @Override
    public Frame storing(boolean stores, String reason) {
        return ExtensionMessage.storing(stores, reason);
    }

    @Override
    public @Nullable Frame stored(Edit edit, long sequence) {
        if (edit.isNumbered()) {
            own.put(sequence, edit.id());
        }
        return null;
    }

    @Override
    public @Nullable Frame known(Edit edit) {
        return edit.isNumbered() ? ExtensionMessage.acknowledged(edit.id(), 0) : plain.known(edit);
    }

    @Override
    public @Nullable Frame refused(Edit edit, String reason) {
        return edit.isNumbered() ? ExtensionMessage.refused(edit.id(), reason) : plain.refused(edit, reason);
    }
}
