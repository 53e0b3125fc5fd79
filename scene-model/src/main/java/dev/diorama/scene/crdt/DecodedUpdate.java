package dev.diorama.scene.crdt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An update that was read as a whole and found well-formed. */
final class DecodedUpdate {

    private final @Nullable StructStore store;
    private final LongTable<ClientStructs> strangers;
    private final LongTable<StructQueue> byClient = new LongTable<>();
    private List<StructQueue> queues = List.of();
    IdSet deletes = new IdSet();

    /** An update for a document, or for none. */
    DecodedUpdate(@Nullable StructStore store) {
        this.store = store;
        this.strangers = new LongTable<>();
    }

    static DecodedUpdate withoutDocument() {
        return new DecodedUpdate(new LongTable<>());
    }

    /** An update for no document that shares the instances of clients with another one. */
    DecodedUpdate(DecodedUpdate others) {
        this(others.strangers);
    }

    private DecodedUpdate(LongTable<ClientStructs> strangers) {
        this.store = null;
        this.strangers = strangers;
    }

    /** The instance of a client: that of the document if it knows the client. */
    ClientStructs client(long id) {
        ClientStructs client = store == null ? null : store.clients().get(id);
        if (client == null) {
            client = strangers.get(id);
        }
        if (client == null) {
            client = new ClientStructs(id);
            strangers.add(id, client);
        }
        return client;
    }

    /** Adds the structs of a client; a later section of a client replaces an earlier one, as in Yjs. */
    void add(StructQueue queue) {
        StructQueue earlier = byClient.get(queue.client.id);
        if (earlier == null) {
            byClient.add(queue.client.id, queue);
        } else {
            earlier.structs = queue.structs;
            earlier.end = queue.end;
        }
    }

    /** By client, in the order of the update. */
    List<StructQueue> inOrder() {
        return byClient.values();
    }

    /** By client, highest id first. */
    List<StructQueue> queues() {
        if (queues.isEmpty()) {
            queues = new ArrayList<>(byClient.values());
            queues.sort((a, b) -> Long.compare(b.client.id, a.client.id));
        }
        return queues;
    }

    /** Makes the clients known to the document. */
    void adopt(StructStore into) {
        for (ClientStructs stranger : strangers.values()) {
            into.clients().add(stranger.id, stranger);
        }
    }
}
