package dev.diorama.server.sidecar;

import dev.diorama.server.log.RoomName;
import org.jspecify.annotations.Nullable;

/**
 * Judgement about a room as of an entry of its log.
 *
 * @param log identity of the log
 * @param sequence the entry
 * @param timeMillis server's clock, milliseconds since 1970 UTC
 * @param server our hashes; null when nothing was compared
 * @param sidecar the sidecar's hashes; null when it gave none
 * @param detail why, for a person; empty when there is nothing to say
 */
record Checkpoint(
        RoomName room,
        String log,
        long sequence,
        long timeMillis,
        Verdict verdict,
        @Nullable Hashes server,
        @Nullable Hashes sidecar,
        String detail) {}
