package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Interner;
import dev.diorama.scene.lib0.Lib0Reader;
import dev.diorama.scene.lib0.Lib0Writer;
import java.util.Arrays;

/**
 * What a document held at one moment, without its content: a state vector and the deletions until then. Immutable.
 *
 * <p>A document that keeps deleted content ({@link YDoc#withoutGc}) can show every moment of which there is a snapshot. Equal for two
 * documents that hold the same edits; encodes as {@code Y.Snapshot}.
 */
public final class Snapshot {

    private final IdSet deletes;
    private final StateVector stateVector;

    private Snapshot(IdSet deletes, StateVector stateVector) {
        this.deletes = deletes;
        this.stateVector = stateVector;
    }

    /** What a document holds now. */
    public static Snapshot of(YDoc doc) {
        return new Snapshot(doc.store().deleteSet(), doc.stateVector());
    }

    /** How much of each client's edits was there. */
    public StateVector stateVector() {
        return stateVector;
    }

    /** The bytes of this snapshot, as {@code encodeSnapshot} and {@code encodeSnapshotV2}. */
    public byte[] encode(UpdateFormat format) {
        UpdateWriter writer = format.writer();
        deletes.write(writer);
        return new Lib0Writer()
                .append(writer.rest())
                .writeBytes(stateVector.encode())
                .toBytes();
    }

    /** Reads what {@link #encode} or Yjs wrote. */
    public static Snapshot decode(byte[] bytes, UpdateFormat format) throws DecodeException {
        UpdateReader reader =
                format == UpdateFormat.V1 ? new UpdateReaderV1(bytes, new Interner()) : UpdateReaderV2.ofDeletes(bytes);
        IdSet deletes = IdSet.read(reader, DecodeLimits.STATE.deleteRanges());
        deletes.normalize();
        Lib0Reader rest = reader.rest();
        StateVector vector = StateVector.read(rest);
        if (rest.hasMore()) {
            throw rest.failure("bytes after the snapshot: count=" + rest.remaining());
        }
        return new Snapshot(deletes, vector);
    }

    /** Whether an update holds nothing that came after this snapshot. */
    public boolean contains(byte[] update, UpdateFormat format) throws DecodeException {
        DecodedUpdate decoded = UpdateDecoder.decode(update, format, DecodeLimits.STATE, null);
        for (StructQueue queue : decoded.inOrder()) {
            int known = stateVector.clock(queue.client.id);
            for (int i = queue.at; i < queue.end; i++) {
                if (!(queue.structs[i] instanceof Skip) && queue.structs[i].end() > known) {
                    return false;
                }
            }
        }
        return deletes.union(decoded.deletes).equals(deletes.union(new IdSet()));
    }

    /**
     * Puts what a document held at this moment into another one, as {@code createDocFromSnapshot}.
     *
     * @param origin keeps deleted content and holds all of this snapshot
     * @param into empty; may collect garbage
     * @throws IllegalArgumentException if {@code origin} does not hold all of it
     * @throws IllegalStateException if {@code origin} has collected content
     */
    public void restore(YDoc origin, YDoc into) {
        if (origin.collectsGarbage()) {
            throw new IllegalStateException("the document collects garbage; deleted content is gone");
        }
        if (!origin.stateVector().covers(stateVector)) {
            throw new IllegalArgumentException("the document does not hold all of the snapshot");
        }
        UpdateWriter writer = UpdateFormat.V2.writer();
        origin.transactLocally(transaction -> write(transaction, writer));
        try {
            into.applyUpdate(writer.toBytes(), UpdateFormat.V2, "snapshot", DecodeLimits.NONE);
        } catch (DecodeException e) {
            throw new IllegalStateException("own bytes are malformed", e);
        }
    }

    private void write(Transaction transaction, UpdateWriter writer) {
        long[] clients = stateVector.clients();
        writer.rest().writeVarUint(clients.length);
        for (int i = clients.length - 1; i >= 0; i--) {
            ClientStructs client = transaction.store().client(clients[i]);
            int clock = stateVector.clock(clients[i]);
            if (clock < client.state()) {
                StructStore.cleanStartIndex(transaction, client, clock);
            }
            int last = client.find(clock - 1);
            writer.rest().writeVarUint(last + 1);
            writer.writeClient(client.id);
            writer.rest().writeVarUint(0);
            for (int j = 0; j <= last; j++) {
                client.get(j).write(writer, 0);
            }
        }
        deletes.write(writer);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot snapshot
                && Arrays.equals(encode(UpdateFormat.V1), snapshot.encode(UpdateFormat.V1));
    }

    @Override
    public int hashCode() {
        return stateVector.hashCode();
    }

    @Override
    public String toString() {
        return "Snapshot[" + stateVector + ", " + deletes + "]";
    }
}
