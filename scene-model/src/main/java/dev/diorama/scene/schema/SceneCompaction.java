package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.ContentRestore;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;

/*
 * A document never forgets that something was there: each overwritten value and each deleted node leaves a few bytes. Compaction makes another
 * document with the same content and no past. The two have no edit in common, so an update of the one means nothing in the other: they are
 * epochs, told apart by a number in the scene. Who comes back with edits of the old epoch repeats them in the new one, see EpochOutbox.
 */
/** Makes the document of a new epoch: rules S119 to S121. */
public final class SceneCompaction {

    private SceneCompaction() {}

    /**
     * A document with the content of another, in one transaction, and the next epoch's number. Everything is kept, whether this version
     * knows it or not, save updates that wait for others.
     *
     * @param clientId whose edits the new document is made of
     */
    public static YDoc compact(YDoc old, long clientId) {
        YDoc fresh = YDoc.of(clientId);
        fresh.transact("compaction", () -> {
            ContentRestore.restore(fresh, old, null);
            fresh.map(SchemaKeys.META).set(SchemaKeys.META_EPOCH, AnyValue.of((double) (epoch(old) + 1)));
        });
        return fresh;
    }

    /** The number of a document's epoch; 0 for one that was never compacted. */
    public static long epoch(YDoc doc) {
        return ValueReader.whole(doc.map(SchemaKeys.META).any(SchemaKeys.META_EPOCH), 1L << 48);
    }
}
