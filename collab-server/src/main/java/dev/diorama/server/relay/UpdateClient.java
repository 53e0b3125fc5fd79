package dev.diorama.server.relay;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Reader;

/** Whose structs an update brings, from its first bytes. */
final class UpdateClient {
    private UpdateClient() {}

    /**
     * The first client of an update: its only one in a live edit, the highest in a merged one.
     *
     * @return 0 when the update brings deletions only
     */
    static long of(byte[] update) {
        Lib0Reader reader = new Lib0Reader(update);
        try {
            if (reader.readVarUint() == 0) {
                return 0;
            }
            reader.readVarUint();
            return reader.readVarUint();
        } catch (DecodeException e) {
            throw new IllegalArgumentException("not an update that was applied", e);
        }
    }
}
