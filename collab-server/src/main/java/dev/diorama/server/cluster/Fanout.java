package dev.diorama.server.cluster;

import dev.diorama.server.log.RoomName;

/**
 * Carries updates that the log already has, and presence, to the other rooms of the same name, on whatever server they are served.
 *
 * <p>A loss costs latency and never data: sequences have no gaps, so a receiver that sees one reads the log. Lost presence comes again,
 * because clients renew it. Thread-safe.
 */
public interface Fanout {
    /** Starts to receive what others publish for a room; all others are asked who is there. */
    Subscription subscribe(RoomName room, Listener listener);

    /** Hears of what other subscribers published; called in any thread, must not block. */
    interface Listener {
        /**
         * An update is in the log.
         *
         * @param update Yjs update, v1 encoding; shared, must not be changed
         */
        void committed(long sequence, byte[] update);

        /** The log has reached a sequence; what it holds up to there is to be read there. */
        void advanced(long sequence);

        /**
         * Somebody said something of themselves, or left.
         *
         * @param message awareness message of the wire; shared, must not be changed
         */
        void present(byte[] message);

        /** Somebody wants to hear who is present here, or the connection to the others was lost and is back: publish it. */
        void asked();
    }

    /** A subscriber's place in the room. */
    interface Subscription extends AutoCloseable {
        /** Tells the others of an update that the log has, or at least of its sequence; never its own listener. */
        void publish(long sequence, byte[] update);

        /**
         * Tells the others of presence; never its own listener.
         *
         * @param message awareness message of the wire
         */
        void present(byte[] message);

        /** Ends the subscription; publishing is over, too. */
        @Override
        void close();
    }
}
