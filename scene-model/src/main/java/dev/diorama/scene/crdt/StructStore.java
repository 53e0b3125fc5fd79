package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.Interner;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All structs of a document by client, and what waits for others. */
final class StructStore {

    /** As many scans as fit the bits that an item has for them. */
    static final int MAX_SCAN = (1 << 26) - 1;

    private final LongTable<ClientStructs> clients = new LongTable<>();
    final PendingStructs pending = new PendingStructs();
    final PendingDeletes pendingDeletes = new PendingDeletes();

    final Interner interner = new Interner();
    final SharedContents contents = new SharedContents();

    /** The empty list of keys that the maps of this document begin with. */
    final Keys keys = new Keys();

    /** The client that was asked for last: most updates are of one. */
    private @Nullable ClientStructs recent;

    /** Clients that local edits moved on while something waited; see {@link #moved}. */
    private final List<ClientStructs> movedHere = new ArrayList<>(0);

    /** Moves whenever something waits that did not wait before. */
    long pendingRevision;

    final ScanShortcuts shortcuts = new ScanShortcuts();

    /** Number of the newest step of a conflict scan; see {@link ItemIntegration}. */
    private int scan;

    /** A transaction adds to a client for the first time. */
    void touched(ClientStructs client, boolean local) {
        if (local && hasPending() && !movedHere.contains(client)) {
            movedHere.add(client);
        }
    }

    boolean hasPending() {
        return !pending.isEmpty() || !pendingDeletes.isEmpty();
    }

    /** The clients that moved on since something was last tried again: all that could bring it about. */
    List<ClientStructs> moved(Transaction transaction) {
        List<ClientStructs> moved = new ArrayList<>(movedHere);
        for (ClientStructs.Touch touch : transaction.touches()) {
            if (!movedHere.contains(touch.client)) {
                moved.add(touch.client);
            }
        }
        return moved;
    }

    void triedAll() {
        movedHere.clear();
    }

    /** The first number of a new scan. */
    int beginScan() {
        if (scan > MAX_SCAN / 2) {
            forgetScans();
        }
        return ++scan;
    }

    int nextScan() {
        if (scan == MAX_SCAN) {
            throw new IllegalStateException("a scan passed too many items");
        }
        return ++scan;
    }

    private void forgetScans() {
        for (ClientStructs client : clients.values()) {
            for (int i = 0; i < client.count(); i++) {
                if (client.get(i) instanceof Item item) {
                    item.scanned(0);
                }
            }
        }
        scan = 0;
    }

    LongTable<ClientStructs> clients() {
        return clients;
    }

    /** A client that has structs or is otherwise known; null for a stranger. */
    @Nullable ClientStructs known(long id) {
        ClientStructs client = recent;
        if (client == null || client.id != id) {
            client = clients.get(id);
            recent = client;
        }
        return client;
    }

    ClientStructs client(long id) {
        ClientStructs client = known(id);
        if (client == null) {
            client = new ClientStructs(id);
            clients.add(id, client);
        }
        return client;
    }

    /** The clients that have structs, highest id first: the order of updates. */
    List<ClientStructs> descending() {
        List<ClientStructs> result = new ArrayList<>(clients.size());
        for (ClientStructs client : clients.values()) {
            if (client.count() > 0) {
                result.add(client);
            }
        }
        result.sort((a, b) -> Long.compare(b.id, a.id));
        return result;
    }

    /** The struct that begins at a clock, split off if need be. */
    static Struct cleanStart(Transaction transaction, ClientStructs client, int clock) {
        return client.get(cleanStartIndex(transaction, client, clock));
    }

    static int cleanStartIndex(Transaction transaction, ClientStructs client, int clock) {
        int index = client.find(clock);
        Struct struct = client.get(index);
        if (struct.clock < clock && struct instanceof Item item) {
            client.insert(index + 1, item.split(transaction, clock - item.clock));
            return index + 1;
        }
        return index;
    }

    /** The struct that ends with a clock; what follows is split off if need be. */
    static Struct cleanEnd(Transaction transaction, ClientStructs client, int clock) {
        int index = client.find(clock);
        Struct struct = client.get(index);
        if (clock != struct.end() - 1 && struct instanceof Item item) {
            client.insert(index + 1, item.split(transaction, clock - item.clock + 1));
        }
        return struct;
    }

    static void replace(Struct struct, Struct by) {
        if (struct instanceof Item item) {
            item.forgetRedone();
        }
        struct.client.set(struct.client.find(struct.clock), by);
    }

    /** The deletions in the whole document. */
    IdSet deleteSet() {
        IdSet set = new IdSet();
        for (ClientStructs client : clients.values()) {
            for (int i = 0; i < client.count(); i++) {
                Struct struct = client.get(i);
                if (struct.deleted()) {
                    int from = struct.clock;
                    while (i + 1 < client.count() && client.get(i + 1).deleted()) {
                        i++;
                    }
                    set.add(client.id, from, client.get(i).end() - from);
                }
            }
        }
        return set;
    }
}
