package dev.diorama.scene.crdt;

import java.util.function.Consumer;

/** Visits ranges of structs, cut at the borders of the ranges. */
final class StructVisitor {

    private StructVisitor() {}

    /** Visits the structs of a set as far as they are in the store. */
    static void forEachOf(Transaction transaction, IdSet set, Consumer<Struct> visitor) {
        for (int each = 0; each < set.size(); each++) {
            IdSet.Ranges ranges = set.ranges(each);
            ClientStructs client = transaction.store().known(ranges.client);
            if (client == null) {
                continue;
            }
            int state = client.state();
            for (int i = 0; i < ranges.size() && ranges.clock(i) < state; i++) {
                forEach(transaction, client, ranges.clock(i), ranges.length(i), visitor);
            }
        }
    }

    /** Visits the structs of a client in a range that begins below its state. */
    static void forEach(
            Transaction transaction, ClientStructs client, int clock, int length, Consumer<Struct> visitor) {
        if (length == 0) {
            return;
        }
        int end = (int) Math.min(Integer.MAX_VALUE, (long) clock + length);
        int index = StructStore.cleanStartIndex(transaction, client, clock);
        do {
            Struct struct = client.get(index++);
            if (end < struct.end()) {
                StructStore.cleanStartIndex(transaction, client, end);
            }
            visitor.accept(struct);
        } while (index < client.count() && client.get(index).clock < end);
    }
}
