package dev.diorama.server.relay;

import dev.diorama.scene.protocol.SyncProtocol;
import java.util.HashSet;
import java.util.Set;

/**
 * Sockets whose edits were turned away because the log took nothing: they still have them, and are asked for them when it takes something
 * again. Belongs to the room's thread.
 */
final class UnstoredEdits {
    static final String REASON = "the server cannot store edits now; keep them, it will ask for them";

    private final Set<Session> sessions = new HashSet<>();

    /** A socket's edit was turned away; it is told so the first time, without what the operator's log says of the reason. */
    void turnedAway(Session session) {
        if (sessions.add(session)) {
            session.send(Frame.of(SyncProtocol.encodeAuthDenied(REASON)));
        }
    }

    void left(Session session) {
        sessions.remove(session);
    }

    /** Asks everybody for what the document lacks, which is what was turned away. */
    void askAgain(RoomDocument document) {
        for (Session session : sessions) {
            if (session.dialect() instanceof Extended) {
                // It sends its edits one by one, each with what is known of it, whenever it comes back.
                session.close(CloseReason.STORES_AGAIN);
            } else {
                session.send(document.step1());
            }
        }
        sessions.clear();
    }
}
