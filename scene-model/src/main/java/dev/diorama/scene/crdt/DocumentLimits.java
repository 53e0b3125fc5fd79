package dev.diorama.scene.crdt;

import org.jspecify.annotations.Nullable;

/**
 * How much a document may come to hold, however small the updates that bring it.
 *
 * @param clients that its edits name
 * @param waiting structs and deleted ranges that wait for edits that have not come
 */
public record DocumentLimits(int clients, int waiting) {

    /** Looks at an update that is going to be applied. */
    void check(DecodedUpdate update, StructStore store) throws LimitException {
        int strangers = update.strangers();
        if (strangers > 0 && strangers > clients - store.clients().size()) {
            throw new LimitException(
                    LimitException.Kind.CLIENTS, (long) store.clients().size() + strangers, clients);
        }
        long wait = (long) waiting(update) + waitingDeletes(update, store);
        if (wait > 0) {
            long all = wait + store.pending.size() + store.pendingDeletes.ranges();
            if (all > waiting) {
                throw new LimitException(LimitException.Kind.WAITING, all, waiting);
            }
        }
    }

    /** Structs that will have to wait: what follows a gap or names what is not there, and all behind it of the same client. */
    private static int waiting(DecodedUpdate update) {
        int count = 0;
        for (StructQueue queue : update.inOrder()) {
            int reached = queue.client.state();
            boolean waits = false;
            for (int i = queue.at; i < queue.end; i++) {
                Struct struct = queue.structs[i];
                if (struct instanceof Skip || struct.end() <= reached) {
                    continue;
                }
                waits = waits || struct.clock > reached || (struct instanceof Item item && lacksOrigin(item, update));
                if (waits) {
                    count++;
                } else {
                    reached = struct.end();
                }
            }
        }
        return count;
    }

    private static boolean lacksOrigin(Item item, DecodedUpdate update) {
        return lacks(item.originClient, item.originClock, update)
                || lacks(item.rightOriginClient(), item.rightOriginClock(), update);
    }

    private static boolean lacks(@Nullable ClientStructs client, int clock, DecodedUpdate update) {
        return client != null && client.state() <= clock && !update.holds(client.id, clock);
    }

    private static int waitingDeletes(DecodedUpdate update, StructStore store) {
        int count = 0;
        for (int each = 0; each < update.deletes.size(); each++) {
            IdSet.Ranges ranges = update.deletes.ranges(each);
            ClientStructs client = store.known(ranges.client);
            int state = client == null ? 0 : client.state();
            for (int i = 0; i < ranges.size(); i++) {
                if (ranges.end(i) > state && !update.holds(ranges.client, ranges.end(i) - 1)) {
                    count++;
                }
            }
        }
        return count;
    }
}
