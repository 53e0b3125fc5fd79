package dev.diorama.scene.crdt;

import dev.diorama.scene.crdt.ClientStructs.Touch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * The end of a transaction. The order of the steps is Yjs's, since both the bytes of a document and what observers see depend on it:
 *
 * 1. the delete set becomes normal;
 * 2. observers of types, then deep observers, then listeners of transactions, then the clean-up of formatted texts;
 * 3. the content of what was deleted is dropped;
 * 4. neighbours that became alike are merged: around the deletions from right to left, then the new structs of each client from the
 *    end down, then around the points where something was split;
 * 5. if somebody else used our client id, we take another;
 * 6. the update is emitted.
 */
/** Finishes one transaction. */
final class TransactionCleanup {

    private final Transaction transaction;
    private final YDoc doc;
    private @Nullable Throwable failure;

    TransactionCleanup(Transaction transaction) {
        this.transaction = transaction;
        this.doc = transaction.doc();
    }

    /** Does all steps, whatever an observer throws; returns the first failure of an observer. */
    @Nullable Throwable run() {
        transaction.deleteSet().normalize();
        List<Touch> advances = advances();
        transaction.advances(advances);
        callObservers(advances);
        finishDeleted(transaction.deleteSet());
        for (IdSet released : transaction.collectAlso()) {
            finishDeleted(released);
        }
        for (int i = 0; i < advances.size(); i++) {
            mergeNew(advances.get(i));
        }
        mergeSplits();
        if (!transaction.local() && advancedOwn(advances)) {
            doc.renewClientId();
        }
        emit(UpdateFormat.V1);
        emit(UpdateFormat.V2);
        if (transaction.changesSubDocuments()) {
            attempt(() -> doc.tellOfSubDocuments(transaction));
        }
        transaction.forget();
        return failure;
    }

    private void emit(UpdateFormat format) {
        if (doc.hasUpdateListeners(format)) {
            attempt(() -> doc.emitUpdate(format, transaction));
        }
    }

    /** Which clients moved on. Changes by transactions that observers of earlier ones opened count here too, as in Yjs. */
    private List<Touch> advances() {
        List<Touch> advances = transaction.touches();
        List<Transaction> unfinished = doc.unfinishedFrom(transaction);
        if (unfinished.size() > 1) {
            advances = new ArrayList<>(advances);
            for (Transaction each : unfinished) {
                for (Touch touch : each.touches()) {
                    if (each != transaction && !isIn(touch.client, advances)) {
                        advances.add(new Touch(transaction, touch.client, touch.before));
                    }
                }
            }
        }
        for (int i = 0; i < advances.size(); i++) {
            advances.get(i).after = advances.get(i).client.state();
        }
        return advances;
    }

    private static boolean isIn(ClientStructs client, List<Touch> advances) {
        for (Touch advance : advances) {
            if (advance.client == client) {
                return true;
            }
        }
        return false;
    }

    private boolean advancedOwn(List<Touch> advances) {
        for (int i = 0; i < advances.size(); i++) {
            if (advances.get(i).client.id == doc.clientId()) {
                return true;
            }
        }
        return false;
    }

    private void callObservers(List<Touch> advances) {
        List<Transaction.Change> changes = transaction.changes();
        for (int i = 0; i < changes.size(); i++) {
            callObservers(changes.get(i));
        }
        List<SharedType.DeepEvents> deep = transaction.deepEvents();
        for (int i = 0; i < deep.size(); i++) {
            callDeepObservers(deep.get(i));
        }
        if (doc.hasTransactionListeners()) {
            attempt(() -> doc.callTransactionListeners(transaction));
        }
        if (transaction.needsFormattingCleanup()) {
            attempt(() -> TextCleanup.afterTransaction(transaction, advances));
        }
    }

    // An observer may throw anything; the document must be whole again before anybody else sees it.
    @SuppressWarnings("CatchingUnchecked")
    private void callObservers(Transaction.Change change) {
        SharedType type = change.type;
        if (!change.forgotten && (type.item == null || !type.item.deleted())) {
            try {
                type.callObservers(transaction, change);
            } catch (RuntimeException | Error e) {
                note(e);
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void callDeepObservers(SharedType.DeepEvents events) {
        SharedType type = events.type();
        if (type.hasDeepObservers() && (type.item == null || !type.item.deleted())) {
            try {
                type.callDeepObservers(events, transaction);
            } catch (RuntimeException | Error e) {
                note(e);
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            note(e);
        }
    }

    private void note(Throwable e) {
        if (failure == null) {
            failure = e;
        }
    }

    private void finishDeleted(IdSet deletions) {
        if (doc.collectsGarbage()) {
            collect(deletions);
        }
        mergeAround(deletions, doc.store());
    }

    private void collect(IdSet deletions) {
        for (int each = 0; each < deletions.size(); each++) {
            IdSet.Ranges ranges = deletions.ranges(each);
            ClientStructs client = doc.store().client(ranges.client);
            for (int range = ranges.size() - 1; range >= 0; range--) {
                int end = ranges.end(range);
                for (int i = client.find(ranges.clock(range)); i < client.count(); i++) {
                    Struct struct = client.get(i);
                    if (struct.clock >= end) {
                        break;
                    }
                    if (struct instanceof Item item && item.deleted() && !item.keep()) {
                        Deletion.collect(item, false);
                    }
                }
            }
        }
    }

    /** Merges deleted structs with their neighbours, from right to left. */
    private static void mergeAround(IdSet deletions, StructStore store) {
        for (int each = 0; each < deletions.size(); each++) {
            IdSet.Ranges ranges = deletions.ranges(each);
            ClientStructs client = store.client(ranges.client);
            for (int range = ranges.size() - 1; range >= 0; range--) {
                int at = Math.min(client.count() - 1, 1 + client.find(ranges.end(range) - 1));
                while (at > 0 && client.get(at).clock >= ranges.clock(range)) {
                    at -= 1 + mergeWithLefts(client, at);
                }
            }
        }
    }

    private static void mergeNew(Touch advance) {
        ClientStructs client = advance.client;
        int first = Math.max(client.find(advance.before), 1);
        int at = client.count() - 1;
        while (at >= first) {
            at -= 1 + mergeWithLefts(client, at);
        }
    }

    private void mergeSplits() {
        List<Struct> structs = transaction.mergeStructs();
        for (int i = structs.size() - 1; i >= 0; i--) {
            Struct struct = structs.get(i);
            ClientStructs client = struct.client;
            int at = client.find(struct.clock);
            if (at + 1 < client.count() && mergeWithLefts(client, at + 1) > 1) {
                continue;
            }
            if (at > 0) {
                mergeWithLefts(client, at);
            }
        }
    }

    /** Merges the struct at an index with as many on its left as possible; returns how many vanished. */
    private static int mergeWithLefts(ClientStructs client, int index) {
        int at = index;
        Struct right = client.get(at);
        while (at > 0) {
            Struct left = client.get(at - 1);
            if (left.deleted() != right.deleted() || !left.mergeWith(right)) {
                break;
            }
            if (right instanceof Item gone && gone.parentSub != null && left instanceof Item into) {
                gone.parent().replaceEntry(gone.parentSub, gone, into);
            }
            at--;
            right = left;
        }
        int merged = index - at;
        if (merged > 0) {
            client.remove(index + 1 - merged, merged);
        }
        return merged;
    }
}
