package dev.diorama.server.log;

import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.crdt.UpdateFormat;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens rooms from a stored snapshot and the rest of the log, and makes snapshots. Thread-safe; what blocks and computes long says so.
 */
/*
 * A snapshot is never believed for its own sake. Its digest is over the log's identity, the room, the sequence, the very entry of the log
 * at that sequence, the state and deletions of the document that it was made of, and its bytes. So it is of no use for another log, for a
 * log that was taken back to an older state and went on from there, and when a bit of it has changed; all but the document is checked
 * before a byte is decoded. Before it is stored it is read back
 * and must give the same document. Whatever does not fit is dropped and the log replayed, from an older snapshot or from the beginning.
 */
public final class RoomSnapshots {
    private static final Logger LOGGER = LoggerFactory.getLogger(RoomSnapshots.class);
    /** Snapshots that are tried before the log is replayed from the beginning. */
    private static final int TRIES = 3;

    private static final int DIGEST_LENGTH = 32;

    private final UpdateLog log;
    private final SnapshotStore store;

    /** Snapshots of a log's rooms in a store. */
    public RoomSnapshots(UpdateLog log, SnapshotStore store) {
        this.log = log;
        this.store = store;
    }

    /**
     * A room's document as of an entry; blocks and computes long.
     *
     * @param to last sequence, inclusive; beyond the head there is nothing
     * @param newDoc gives an empty document each time
     * @throws LogUnavailableException if the log cannot be read
     * @throws IllegalStateException if the log holds what was never a valid update
     */
    public Restored restore(RoomName room, long to, Supplier<YDoc> newDoc) {
        long atMost = to;
        for (int i = 0; i < TRIES; i++) {
            StoredSnapshot stored = newest(room, atMost);
            if (stored == null) {
                break;
            }
            YDoc doc = newDoc.get();
            if (read(room, stored, doc)) {
                long head = RoomReplay.apply(log, room, stored.sequence() + 1, to, doc);
                return new Restored(doc, head, stored.sequence());
            }
            LOGGER.warn(
                    "A snapshot does not fit its log and is dropped: room={}, sequence={}", room, stored.sequence());
            drop(room, stored.sequence());
            atMost = stored.sequence() - 1;
        }
        YDoc doc = newDoc.get();
        return new Restored(doc, RoomReplay.apply(log, room, 1, to, doc), 0);
    }

    private @Nullable StoredSnapshot newest(RoomName room, long atMost) {
        try {
            return store.newest(room, log.id(), atMost);
        } catch (LogUnavailableException e) {
            LOGGER.warn("Snapshots cannot be read, the log is replayed: room={}: {}", room, e.getMessage());
            return null;
        }
    }

    private void drop(RoomName room, long sequence) {
        try {
            store.drop(room, log.id(), sequence);
        } catch (LogUnavailableException e) {
            LOGGER.warn("A snapshot cannot be dropped: room={}, sequence={}: {}", room, sequence, e.getMessage());
        }
    }

    private boolean read(RoomName room, StoredSnapshot stored, YDoc doc) {
        List<LoggedUpdate> entry = log.read(room, stored.sequence(), stored.sequence(), Long.MAX_VALUE, 1);
        if (entry.isEmpty() || !startsWith(stored.digest(), digest(room, entry.getFirst(), stored.bytes()))) {
            return false;
        }
        try {
            doc.applyUpdate(stored.bytes(), UpdateFormat.V2, null, RoomReplay.LIMITS);
        } catch (DecodeException e) {
            return false;
        }
        return Arrays.equals(stored.digest(), digest(room, entry.getFirst(), doc, stored.bytes()));
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    /**
     * Stores a snapshot of what a room's log holds now; blocks and computes long.
     *
     * @return its sequence; 0 if the room has no entry
     * @throws LogUnavailableException if the log cannot be read or the store refuses
     * @throws IllegalStateException if the snapshot is not what it was made of; it is not stored
     */
    public long save(RoomName room) {
        Restored restored = restore(room, Long.MAX_VALUE, () -> YDoc.of(0));
        long sequence = restored.sequence;
        if (sequence == 0 || sequence == restored.snapshot) {
            return sequence;
        }
        byte[] bytes = restored.doc.encodeStateAsUpdate(StateVector.EMPTY, UpdateFormat.V2);
        LoggedUpdate entry =
                log.read(room, sequence, sequence, Long.MAX_VALUE, 1).getFirst();
        StoredSnapshot snapshot =
                new StoredSnapshot(log.id(), sequence, bytes, digest(room, entry, restored.doc, bytes));
        if (!read(room, snapshot, YDoc.of(0))) {
            throw new IllegalStateException(
                    "a snapshot is not what it was made of: room=" + room + ", sequence=" + sequence);
        }
        store.save(room, snapshot);
        return sequence;
    }

    /** Of what can be checked before anything is decoded, and then of the document. */
    private byte[] digest(RoomName room, LoggedUpdate entry, YDoc doc, byte[] bytes) {
        byte[] both = Arrays.copyOf(digest(room, entry, bytes), 2 * DIGEST_LENGTH);
        System.arraycopy(sha256().digest(doc.encodeSnapshot()), 0, both, DIGEST_LENGTH, DIGEST_LENGTH);
        return both;
    }

    private byte[] digest(RoomName room, LoggedUpdate entry, byte[] bytes) {
        MessageDigest digest = sha256();
        // Lengths before what has any length: nothing can be taken for something else.
        for (byte[] part : List.of(
                log.id().getBytes(StandardCharsets.UTF_8),
                room.value().getBytes(StandardCharsets.UTF_8),
                entry.bytes(),
                bytes)) {
            digest.update(ByteBuffer.allocate(4).putInt(part.length).flip());
            digest.update(part);
        }
        digest.update(ByteBuffer.allocate(16)
                .putLong(entry.sequence())
                .putLong(entry.timeMillis())
                .flip());
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * A document made of the log.
     *
     * @param sequence last entry that is in it; 0 if there is none
     * @param snapshot sequence of the snapshot that it began with; 0 if with none
     */
    public record Restored(YDoc doc, long sequence, long snapshot) {}
}
