package dev.diorama.server.relay;

import dev.diorama.server.log.RoomName;
import java.util.concurrent.Executor;
import org.slf4j.MDC;

/** Puts the room and the session that a thread works for into every line that it logs, as {@code room} and {@code session}. */
final class LogContext {
    private static final String ROOM = "room";
    private static final String SESSION = "session";

    private LogContext() {}

    /** Threads whose tasks are all a room's. */
    static Executor of(RoomName room, Executor threads) {
        return task -> threads.execute(() -> in(room, task));
    }

    /** Runs something that is a room's. */
    static void in(RoomName room, Runnable task) {
        MDC.put(ROOM, room.value());
        try {
            task.run();
        } finally {
            MDC.remove(ROOM);
        }
    }

    /** Runs something that a session asked for. */
    static void in(Session session, Runnable task) {
        MDC.put(SESSION, session.id());
        try {
            task.run();
        } finally {
            MDC.remove(SESSION);
        }
    }
}
