package dev.diorama.server.relay;

import dev.diorama.server.log.RoomName;
import java.util.concurrent.Executor;

/** Where rooms do what takes no time: their tasks wait for a quick disk at most. */
@FunctionalInterface
interface RoomThreads {
    /** The threads for one room; those that are {@link Here}, too, can do without a change of threads. */
    Executor choose(RoomName room);

    /** Is maybe the calling thread. */
    interface Here {
        /** Runs the task, if the calling thread is this one, and not at a room's work already; else returns false. */
        boolean runNow(Runnable task);
    }
}
