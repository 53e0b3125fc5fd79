package dev.diorama.scene.crdt;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link UndoManager} behaves.
 *
 * @param captureTimeoutMillis changes that follow each other faster than this are one step
 * @param trackedOrigins whether a transaction of this origin can be undone
 * @param ignoreRemoteMapChanges whether undo overwrites a key that somebody else has set since
 * @param collectReleased whether content that no step needs any more is dropped; Yjs keeps it
 */
public record UndoOptions(
        long captureTimeoutMillis,
        Predicate<@Nullable Object> trackedOrigins,
        boolean ignoreRemoteMapChanges,
        boolean collectReleased) {

    /** Half a second; transactions without origin; others' values are left alone; released content is dropped. */
    public static final UndoOptions DEFAULT = new UndoOptions(500, origin -> origin == null, false, true);

    public UndoOptions withCaptureTimeoutMillis(long millis) {
        return new UndoOptions(millis, trackedOrigins, ignoreRemoteMapChanges, collectReleased);
    }

    public UndoOptions withTrackedOrigins(Predicate<@Nullable Object> origins) {
        return new UndoOptions(captureTimeoutMillis, origins, ignoreRemoteMapChanges, collectReleased);
    }

    public UndoOptions withIgnoreRemoteMapChanges(boolean ignore) {
        return new UndoOptions(captureTimeoutMillis, trackedOrigins, ignore, collectReleased);
    }

    public UndoOptions withCollectReleased(boolean collect) {
        return new UndoOptions(captureTimeoutMillis, trackedOrigins, ignoreRemoteMapChanges, collect);
    }
}
