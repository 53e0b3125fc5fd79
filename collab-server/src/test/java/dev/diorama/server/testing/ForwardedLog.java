package dev.diorama.server.testing;

import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomHead;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A real log behind it, to which it passes everything on, counting what is read; a test overrides what it is about. */
public class ForwardedLog implements UpdateLog {
    /** How many entries were read through this one. */
    public final AtomicLong entriesRead = new AtomicLong();

    private final UpdateLog log;

    public ForwardedLog(UpdateLog log) {
        this.log = log;
    }

    @Override
    public String id() {
        return log.id();
    }

    @Override
    public CompletableFuture<Long> append(RoomName room, NewUpdate update) {
        return log.append(room, update);
    }

    @Override
    public long head(RoomName room) {
        return log.head(room);
    }

    @Override
    public List<LoggedUpdate> read(RoomName room, long from, long to, long maxBytes, int maxEntries) {
        List<LoggedUpdate> page = log.read(room, from, to, maxBytes, maxEntries);
        entriesRead.addAndGet(page.size());
        return page;
    }

    @Override
    public List<RoomHead> rooms(@Nullable RoomName after, int maxRooms) {
        return log.rooms(after, maxRooms);
    }
}
