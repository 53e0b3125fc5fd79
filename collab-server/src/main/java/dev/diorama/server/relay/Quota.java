package dev.diorama.server.relay;

import dev.diorama.scene.crdt.DocumentLimits;

/** What one socket may still do to its room. Belongs to the room's thread. */
final class Quota {
    private final RelayLimits limits;
    private final TokenBucket asks;
    private final TokenBucket presence;
    private int waiting;
    private int clients;
    private int waitedBefore;
    private int clientsBefore;
    private boolean countsClients;

    Quota(RelayLimits limits, long nowNanos) {
        this.limits = limits;
        this.asks = new TokenBucket(limits.asksPerSecond(), limits.askBurst(), nowNanos);
        this.presence = new TokenBucket(limits.presencePerSecond(), limits.presenceBurst(), nowNanos);
    }

    /** Whether it may ask for what it lacks of a large room once more. */
    boolean mayAsk(long nowNanos) {
        return asks.take(nowNanos);
    }

    /** Whether it may say something new of people once more. */
    boolean mayTell(long nowNanos) {
        return presence.take(nowNanos);
    }

    /**
     * How much of an update the document may take.
     *
     * @param live whether it is a live edit: a step2 brings the edits of everybody
     */
    DocumentLimits document(RoomDocument document, boolean live) {
        waitedBefore = document.waiting();
        clientsBefore = document.clients();
        countsClients = live;
        if (waitedBefore == 0) {
            waiting = 0;
        }
        int wait = waitedBefore + Math.max(0, limits.socketWaiting() - waiting);
        int strangers = live ? clientsBefore + Math.max(0, limits.socketClients() - clients) : limits.roomClients();
        return new DocumentLimits(Math.min(limits.roomClients(), strangers), Math.min(limits.roomWaiting(), wait));
    }

    /** The document has taken the update. */
    void taken(RoomDocument document) {
        waiting += Math.max(0, document.waiting() - waitedBefore);
        clients += countsClients ? document.clients() - clientsBefore : 0;
    }
}
