package dev.diorama.scene.crdt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An update that was read as a whole and found well-formed. */
final class DecodedUpdate {

    private final @Nullable StructStore store;
    private @Nullable LongTable<ClientStructs> strangers;
    private final List<StructQueue> inOrder = new ArrayList<>(1);
    private @Nullable LongTable<StructQueue> byClient;
    IdSet deletes = new IdSet();

    /** An update for a document, or for none. */
    DecodedUpdate(@Nullable StructStore store) {
        this.store = store;
    }

    static DecodedUpdate withoutDocument() {
        return new DecodedUpdate(new LongTable<>());
    }

    /** An update for no document that shares the instances of clients with another one. */
    DecodedUpdate(DecodedUpdate others) {
        this(others.strangers);
    }

    private DecodedUpdate(@Nullable LongTable<ClientStructs> strangers) {
        this.store = null;
        this.strangers = strangers;
    }

    /** The instance of a client: that of the document if it knows the client. */
    ClientStructs client(long id) {
        ClientStructs client = store == null ? null : store.known(id);
        return client == null ? stranger(id) : client;
    }

    private ClientStructs stranger(long id) {
        if (strangers == null) {
            strangers = new LongTable<>();
        }
        ClientStructs client = strangers.get(id);
        if (client == null) {
            client = new ClientStructs(id);
            strangers.add(id, client);
        }
        return client;
    }

    /** Adds the structs of a client; a later section of a client replaces an earlier one, as in Yjs. */
    void add(StructQueue queue) {
        StructQueue earlier = earlier(queue.client.id);
        if (earlier == null) {
            inOrder.add(queue);
            if (byClient != null) {
                byClient.add(queue.client.id, queue);
            }
        } else {
            earlier.structs = queue.structs;
            earlier.end = queue.end;
        }
    }

    private @Nullable StructQueue earlier(long id) {
        if (byClient == null && inOrder.size() > 4) {
            byClient = new LongTable<>();
            for (StructQueue queue : inOrder) {
                byClient.add(queue.client.id, queue);
            }
        }
        if (byClient != null) {
            return byClient.get(id);
        }
        for (int i = 0; i < inOrder.size(); i++) {
            if (inOrder.get(i).client.id == id) {
                return inOrder.get(i);
            }
        }
        return null;
    }

    /** By client, in the order of the update. */
    List<StructQueue> inOrder() {
        return inOrder;
    }

    /** By client, highest id first. */
    List<StructQueue> queues() {
        if (inOrder.size() < 2) {
            return inOrder;
        }
        List<StructQueue> queues = new ArrayList<>(inOrder);
        queues.sort((a, b) -> Long.compare(b.client.id, a.client.id));
        return queues;
    }

    /** Number of clients that it names and its document does not know. */
    int strangers() {
        return strangers == null ? 0 : strangers.size();
    }

    /** Whether one of its structs has this clock. */
    boolean holds(long id, int clock) {
        StructQueue queue = earlier(id);
        return queue != null && queue.holds(clock);
    }

    /** Makes the clients known to the document. */
    void adopt(StructStore into) {
        if (strangers != null) {
            for (ClientStructs stranger : strangers.values()) {
                into.clients().add(stranger.id, stranger);
            }
        }
    }
}
