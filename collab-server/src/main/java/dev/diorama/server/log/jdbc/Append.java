package dev.diorama.server.log.jdbc;

import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import java.util.concurrent.CompletableFuture;

/** An update on its way into a room's log, and the promise of its sequence. */
record Append(GroupStore.Entry entry, CompletableFuture<Long> sequence) {
    Append(RoomName room, NewUpdate update) {
        this(new GroupStore.Entry(room, update), new CompletableFuture<>());
    }

    RoomName room() {
        return entry.room();
    }

    int bytes() {
        return entry.update().bytes().length;
    }

    void refuse(LogUnavailableException reason) {
        sequence.completeExceptionally(reason);
    }
}
