package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Interner;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/*
 * Merges updates without a document, byte for byte as Yjs does.
 *
 * 1. Each update is a reader of structs, clients descending, clocks ascending. The reader whose next struct comes first in that order
 *    goes on; gaps become skips; what was written already is passed over; what overlaps is cut.
 * 2. Yjs sorts all readers after each step. Here they are in a heap. Its sort is stable, so of readers at the same place the one that
 *    was used last comes first: the number of the step, negated, decides.
 */
/** Merges updates. */
final class UpdateMerger {

    private final PriorityQueue<Reader> readers = new PriorityQueue<>(UpdateMerger::compare);
    private final LazyStructWriter writer;
    private final IdSet deletes = new IdSet();
    private @Nullable Struct pending;
    private int step;

    private UpdateMerger(UpdateWriter writer) {
        this.writer = new LazyStructWriter(writer);
    }

    static byte[] merge(List<byte[]> updates, UpdateFormat format, DecodeLimits limits) throws DecodeException {
        if (updates.size() == 1) {
            return updates.getFirst();
        }
        UpdateMerger merger = new UpdateMerger(format.writer());
        Interner interner = new Interner();
        DecodedUpdate clients = DecodedUpdate.withoutDocument();
        for (int i = 0; i < updates.size(); i++) {
            UpdateDecoder.checkSize(updates.get(i), limits);
            DecodedUpdate update =
                    UpdateDecoder.decode(format.reader(updates.get(i), interner), limits, new DecodedUpdate(clients));
            merger.deletes.addAll(update.deletes);
            Reader reader = new Reader(update, i, true);
            if (reader.current != null) {
                merger.readers.add(reader);
            }
        }
        return merger.run();
    }

    /** A state together with what waits in the store. */
    static byte[] withPending(byte[] state, StructStore store, StateVector since, UpdateFormat format) {
        List<byte[]> updates = new ArrayList<>(3);
        updates.add(state);
        if (!store.pendingDeletes.isEmpty()) {
            updates.add(new LazyStructWriter(format.writer()).finish(store.pendingDeletes.asSet()));
        }
        try {
            if (!store.pending.isEmpty()) {
                updates.add(UpdateDiffer.diff(store.pending.encode(format.writer()), since, format, DecodeLimits.NONE));
            }
            return merge(updates, format, DecodeLimits.NONE);
        } catch (DecodeException e) {
            throw new IllegalStateException("own bytes are malformed", e);
        }
    }

    private static int compare(Reader a, Reader b) {
        Struct left = a.current();
        Struct right = b.current();
        if (left.client.id != right.client.id) {
            return Long.compare(right.client.id, left.client.id);
        }
        if (left.clock != right.clock) {
            return Integer.compare(left.clock, right.clock);
        }
        return Integer.compare(a.order, b.order);
    }

    private byte[] run() {
        for (Reader reader = readers.poll(); reader != null; reader = readers.poll()) {
            reader.order = - ++step;
            advance(reader);
            if (reader.current != null) {
                readers.add(reader);
            }
        }
        if (pending != null) {
            writer.write(pending, 0);
        }
        deletes.normalize();
        return writer.finish(deletes);
    }

    private void advance(Reader reader) {
        long client = reader.current().client.id;
        if (pending == null) {
            pending = reader.current();
            reader.next();
        } else if (!take(reader, pending)) {
            return;
        }
        // The run goes on as long as this reader has no gap.
        for (Struct next = reader.current; next != null && follows(next, client); next = reader.next()) {
            writer.write(pending, 0);
            pending = next;
        }
    }

    private boolean follows(Struct next, long client) {
        return pending != null && next.client.id == client && next.clock == pending.end();
    }

    /** Makes the reader's next new struct the pending one; false if the readers must be sorted first. */
    private boolean take(Reader reader, Struct last) {
        Struct current = reader.current();
        long client = current.client.id;
        boolean passed = false;
        while (current != null && current.end() <= last.end() && current.client.id >= last.client.id) {
            current = reader.next();
            passed = true;
        }
        if (current == null || current.client.id != client || (passed && current.clock > last.end())) {
            return false;
        }
        if (client != last.client.id) {
            replace(current);
            reader.next();
        } else if (last.end() < current.clock) {
            replace(new Skip(last.client, last.end(), current.clock - last.end()));
        } else {
            int overlap = last.end() - current.clock;
            Struct rest = overlap > 0 ? current.slice(overlap) : current;
            if (!(last instanceof Gc) || !last.mergeWith(rest)) {
                replace(rest);
                reader.next();
            }
        }
        return true;
    }

    private void replace(Struct next) {
        if (pending != null) {
            writer.write(pending, 0);
        }
        pending = next;
    }

    /** A cursor over the structs of one update. */
    static final class Reader {

        @Nullable Struct current;

        int order;
        private final List<StructQueue> queues;
        private final boolean withoutSkips;
        private int queue;

        Reader(DecodedUpdate update, int order, boolean withoutSkips) {
            this.queues = update.inOrder();
            this.order = order;
            this.withoutSkips = withoutSkips;
            next();
        }

        Struct current() {
            if (current == null) {
                throw new IllegalStateException("no struct left");
            }
            return current;
        }

        @Nullable Struct next() {
            do {
                while (queue < queues.size() && queues.get(queue).isEmpty()) {
                    queue++;
                }
                current = queue < queues.size() ? queues.get(queue).poll() : null;
            } while (withoutSkips && current instanceof Skip);
            return current;
        }
    }
}
