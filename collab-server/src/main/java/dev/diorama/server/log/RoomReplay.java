package dev.diorama.server.log;

import dev.diorama.scene.crdt.DecodeLimits;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import java.util.List;

/** Makes a document from the log. */
public final class RoomReplay {
    private static final long PAGE_BYTES = 4 << 20;
    private static final int PAGE_ENTRIES = 2_000;

    /** Whatever the log holds was let in once, under whatever limits; the decoder allocates no more than the bytes can hold. */
    public static final DecodeLimits LIMITS = new DecodeLimits(1 << 30, 1 << 30, 1 << 30, 1 << 30);

    private RoomReplay() {}

    /**
     * Applies a room's entries to a document, in order; blocks.
     *
     * @param from first sequence
     * @param to last sequence, inclusive; beyond the head there is nothing
     * @return sequence of the last entry applied, {@code from - 1} when there was none
     * @throws LogUnavailableException if the log cannot be read
     * @throws IllegalStateException if the log holds what was never a valid update
     */
    public static long apply(UpdateLog log, RoomName room, long from, long to, YDoc doc) {
        long next = from;
        while (next <= to) {
            List<LoggedUpdate> page = log.read(room, next, to, PAGE_BYTES, PAGE_ENTRIES);
            if (page.isEmpty()) {
                break;
            }
            for (LoggedUpdate entry : page) {
                if (entry.sequence() != next) {
                    throw new IllegalStateException(
                            "the log has a gap: room=" + room + ", expected=" + next + ", found=" + entry.sequence());
                }
                apply(entry, room, doc);
                next++;
            }
        }
        return next - 1;
    }

    private static void apply(LoggedUpdate entry, RoomName room, YDoc doc) {
        try {
            doc.applyUpdate(entry.bytes(), null, LIMITS);
        } catch (DecodeException e) {
            throw new IllegalStateException(
                    "the log holds a malformed update: room=" + room + ", sequence=" + entry.sequence(), e);
        }
    }
}
