package dev.diorama.server.relay;

import dev.diorama.scene.protocol.SyncProtocol;
import org.jspecify.annotations.Nullable;

/** What differs between the protocols that sockets speak: how they hear of the log's entries, and of their own edits. One per session. */
interface Dialect {
    /** What the room says first; null for nothing. */
    default @Nullable Frame hello(String log, long head, long timeMillis) {
        return null;
    }

    /**
     * An entry of the log.
     *
     * @param update the entry as a plain update
     */
    default Frame entry(long sequence, Frame update) {
        return update;
    }

    /**
     * An edit of this session became an entry, which is about to be sent to everybody.
     *
     * @return what its sender is told before; null for nothing
     */
    default @Nullable Frame stored(Edit edit, long sequence) {
        return null;
    }

    /** An edit brought nothing that the room did not have, and all of it is durable; null for silence. */
    default @Nullable Frame known(Edit edit) {
        return edit.isEmpty() ? null : Frame.of(SyncProtocol.encodeUpdate(edit.update()));
    }

    /** An edit of somebody who may only look; null for silence. */
    @Nullable Frame refused(Edit edit, String reason);

    /** The log takes no edits for a while, or takes them again; null for silence. */
    default @Nullable Frame storing(boolean stores, String reason) {
        return null;
    }

    /** The y-websocket protocol, which knows no more than a refusal, once. */
    final class Plain implements Dialect {
        private boolean refusalSent;

        @Override
        public @Nullable Frame refused(Edit edit, String reason) {
            if (refusalSent || edit.isEmpty()) {
                return null;
            }
            refusalSent = true;
            return Frame.of(SyncProtocol.encodeAuthDenied(reason));
        }
    }
}
