package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.Lists;
import java.util.ArrayList;
import java.util.List;

/** Writes a document, or what is new in it, as an update. */
final class StateEncoder {

    private static final byte[] NOTHING = {};

    private StateEncoder() {}

    /** What a transaction changed; no bytes at all if it changed nothing. */
    static byte[] encodeTransaction(Transaction transaction, UpdateWriter writer) {
        List<Transaction> unfinished = transaction.doc().unfinishedFrom(transaction);
        if (unfinished.size() == 1 && transaction.touches().size() == 1) {
            return encodeOne(transaction, writer, transaction.touches().getFirst());
        }
        List<ClientStructs> clients = new ArrayList<>(2);
        for (Transaction each : unfinished) {
            for (ClientStructs.Touch touch : each.touches()) {
                if (each == transaction || !clients.contains(touch.client)) {
                    clients.add(touch.client);
                }
            }
        }
        if (clients.isEmpty() && transaction.deleteSet().isEmpty()) {
            return NOTHING;
        }
        clients.sort((a, b) -> Long.compare(b.id, a.id));
        transaction.deleteSet().normalize();
        writer.rest().writeVarUint(clients.size());
        for (ClientStructs client : clients) {
            writeStructs(writer, client, transaction.before(client));
        }
        transaction.deleteSet().write(writer);
        return writer.toBytes();
    }

    /** The usual transaction: new structs of one client. */
    private static byte[] encodeOne(Transaction transaction, UpdateWriter writer, ClientStructs.Touch touch) {
        transaction.deleteSet().normalize();
        writer.rest().writeVarUint(1);
        writeStructs(writer, touch.client, touch.before);
        transaction.deleteSet().write(writer);
        return writer.toBytes();
    }

    /** The structs that {@code since} lacks and all deletions; without what is pending. */
    static byte[] encodeState(StructStore store, StateVector since, UpdateWriter writer) {
        List<ClientStructs> clients = store.descending();
        Lists.removeIf(clients, client -> client.state() <= since.clock(client.id));
        writer.rest().writeVarUint(clients.size());
        for (ClientStructs client : clients) {
            writeStructs(writer, client, since.clock(client.id));
        }
        store.deleteSet().write(writer);
        return writer.toBytes();
    }

    private static void writeStructs(UpdateWriter writer, ClientStructs client, int clock) {
        int first = client.find(clock);
        writer.rest().writeVarUint(client.count() - first);
        writer.writeClient(client.id);
        writer.rest().writeVarUint(clock);
        client.get(first).write(writer, clock - client.get(first).clock);
        for (int i = first + 1; i < client.count(); i++) {
            client.get(i).write(writer, 0);
        }
    }
}
