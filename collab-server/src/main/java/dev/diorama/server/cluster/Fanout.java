package dev.diorama.server.cluster;

import dev.diorama.server.log.RoomName;

/**
 * Carries updates that the log already has to the other rooms of the same name, on whatever member they are served.
 *
 * <p>A loss costs latency and never data: sequences have no gaps, so a receiver that sees one reads the log. Thread-safe.
 */
public interface Fanout {
    /**
     * Starts to receive what others publish for a room.
     *
     * @param listener called in any thread; must not block
     */
    Subscription subscribe(RoomName room, Listener listener);

    /** Hears of updates that another subscriber committed. */
    @FunctionalInterface
    interface Listener {
        /**
         * An update is in the log.
         *
         * @param update Yjs update, v1 encoding; shared, must not be changed
         */
        void committed(long sequence, byte[] update);
    }

    /** A subscriber's place in the room. */
    interface Subscription extends AutoCloseable {
        /** Tells the others of an update that the log has; never its own listener. */
        void publish(long sequence, byte[] update);

        /** Ends the subscription; publishing is over, too. */
        @Override
        void close();
    }
}
