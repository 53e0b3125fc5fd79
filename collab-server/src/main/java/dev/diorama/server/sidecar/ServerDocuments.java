package dev.diorama.server.sidecar;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.RoomReplay;
import dev.diorama.server.log.UpdateLog;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Our own documents of a few rooms, made of the log alone and kept for the next comparison: the live rooms' threads are not asked.
 *
 * <p>Belongs to the referee's thread.
 */
final class ServerDocuments {
    private final UpdateLog log;
    private final int max;
    /** The one used longest ago first. */
    private final Map<RoomName, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    ServerDocuments(UpdateLog log, int max) {
        this.log = log;
        this.max = max;
    }

    /** Our hashes of a room as of an entry that the log has. */
    Hashes at(RoomName room, long sequence) {
        Kept document = kept.remove(room);
        if (document == null || document.sequence > sequence) {
            document = new Kept();
        }
        document.sequence = RoomReplay.apply(log, room, document.sequence + 1, sequence, document.doc);
        if (document.sequence != sequence) {
            throw new IllegalStateException("the log ends before its head: room=" + room + ", sequence=" + sequence);
        }
        Hashes hashes = new Hashes(sha256(document.doc.encodeSnapshot()), StateHash.of(document.doc));
        keep(room, document);
        return hashes;
    }

    private void keep(RoomName room, Kept document) {
        kept.put(room, document);
        if (kept.size() > max) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A document and how much of the log is in it. */
    private static final class Kept {
        final YDoc doc = YDoc.of(0);
        long sequence;
    }
}
