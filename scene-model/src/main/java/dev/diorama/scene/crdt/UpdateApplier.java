package dev.diorama.scene.crdt;

import org.jspecify.annotations.Nullable;

/** Applies a decoded update within a transaction, and what waited for it. */
final class UpdateApplier {

    private static final IdSet NOTHING = new IdSet();

    private UpdateApplier() {}

    static void apply(DecodedUpdate update, Transaction transaction) {
        StructStore store = transaction.store();
        StructIntegrator integrator = new StructIntegrator(transaction, update.queues());
        integrator.run();
        boolean retry = !store.pending.isEmpty() && store.pending.canProceed(store.moved(transaction));
        if (store.pending.add(integrator.parked(), integrator.missing())) {
            store.pendingRevision++;
        }
        applyDeletes(update.deletes, transaction);
        if (retry) {
            retryPending(transaction);
        }
        boolean inVain = false;
        while (!inVain && store.pending.isStuck()) {
            int before = store.pending.size();
            retryPending(transaction);
            inVain = store.pending.size() >= before;
        }
        if (inVain) {
            store.pending.triedInVain();
        }
        store.triedAll();
    }

    private static void retryPending(Transaction transaction) {
        StructStore store = transaction.store();
        StructIntegrator again = new StructIntegrator(transaction, store.pending.take());
        again.run();
        store.pending.add(again.parked(), again.missing());
        applyDeletes(NOTHING, transaction);
    }

    /** Applies deletions, and earlier ones of structs that were not there yet; what is still ahead of its structs is kept. */
    private static void applyDeletes(IdSet deletes, Transaction transaction) {
        StructStore store = transaction.store();
        IdSet ahead = apply(deletes, transaction, null);
        if (!store.pendingDeletes.isEmpty()) {
            ahead = apply(store.pendingDeletes.takeReady(store.moved(transaction)), transaction, ahead);
        }
        if (ahead != null && store.pendingDeletes.add(ahead)) {
            store.pendingRevision++;
        }
    }

    /** Applies deletions; returns those that are ahead of their structs, added to {@code aheadBefore}. */
    private static @Nullable IdSet apply(IdSet deletes, Transaction transaction, @Nullable IdSet aheadBefore) {
        IdSet ahead = aheadBefore;
        for (int each = 0; each < deletes.size(); each++) {
            IdSet.Ranges ranges = deletes.ranges(each);
            ClientStructs client = transaction.store().known(ranges.client);
            int state = client == null ? 0 : client.state();
            for (int i = 0; i < ranges.size(); i++) {
                int clock = ranges.clock(i);
                int end = ranges.end(i);
                int here = Math.max(clock, Math.min(end, state));
                if (here < end) {
                    ahead = ahead == null ? new IdSet() : ahead;
                    ahead.add(ranges.client, here, end - here);
                }
                if (client != null && clock < here) {
                    delete(client, clock, end, transaction);
                }
            }
        }
        return ahead;
    }

    private static void delete(ClientStructs client, int clock, int end, Transaction transaction) {
        int index = client.find(clock);
        if (client.get(index) instanceof Item item && !item.deleted() && item.clock < clock) {
            index = StructStore.cleanStartIndex(transaction, client, clock);
        }
        while (index < client.count()) {
            Struct struct = client.get(index++);
            if (struct.clock >= end) {
                return;
            }
            if (struct instanceof Item item && !item.deleted()) {
                if (end < item.end()) {
                    client.insert(index, item.split(transaction, end - item.clock));
                }
                item.delete(transaction);
            }
        }
    }
}
