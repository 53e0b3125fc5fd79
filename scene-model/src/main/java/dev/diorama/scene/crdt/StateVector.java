package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Reader;
import dev.diorama.scene.lib0.Lib0Writer;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** How much of each client's edits a document holds: the next clock of each client. Immutable; equal by value. */
public final class StateVector {

    /** Holds nothing. */
    public static final StateVector EMPTY = new StateVector(new long[0], new int[0]);

    private final long[] clients;
    private final int[] clocks;

    private StateVector(long[] clients, int[] clocks) {
        this.clients = clients;
        this.clocks = clocks;
    }

    /** A vector of these clocks; clients at zero are left out. */
    static StateVector of(SortedMap<Long, Integer> clocks) {
        long[] ids = new long[clocks.size()];
        int[] values = new int[clocks.size()];
        int count = 0;
        for (var entry : clocks.entrySet()) {
            if (entry.getValue() > 0) {
                ids[count] = entry.getKey();
                values[count++] = entry.getValue();
            }
        }
        return new StateVector(Arrays.copyOf(ids, count), Arrays.copyOf(values, count));
    }

    /** Reads what {@link #encode} or Yjs wrote. */
    public static StateVector decode(byte[] bytes) throws DecodeException {
        return read(new Lib0Reader(bytes));
    }

    /** Reads a vector; more may follow it. */
    static StateVector read(Lib0Reader reader) throws DecodeException {
        int count = reader.readCount(2);
        SortedMap<Long, Integer> clocks = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            long client = reader.readVarUint();
            clocks.put(client, reader.readVarUint31());
        }
        return of(clocks);
    }

    /** The next clock of a client; 0 if it never wrote. */
    public int clock(long client) {
        int index = Arrays.binarySearch(clients, client);
        return index < 0 ? 0 : clocks[index];
    }

    /** Number of clients that wrote. */
    public int size() {
        return clients.length;
    }

    /** The clients that wrote, ascending. */
    public long[] clients() {
        return clients.clone();
    }

    /** Whether a document at this vector holds every edit that one at {@code other} holds. */
    public boolean covers(StateVector other) {
        for (int i = 0; i < other.clients.length; i++) {
            if (clock(other.clients[i]) < other.clocks[i]) {
                return false;
            }
        }
        return true;
    }

    /** The bytes of this vector, clients descending as Yjs writes them. */
    public byte[] encode() {
        Lib0Writer writer = new Lib0Writer(1 + clients.length * 8);
        writer.writeVarUint(clients.length);
        for (int i = clients.length - 1; i >= 0; i--) {
            writer.writeVarUint(clients[i]).writeVarUint(clocks[i]);
        }
        return writer.toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StateVector vector
                && Arrays.equals(clients, vector.clients)
                && Arrays.equals(clocks, vector.clocks);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(clients) + Arrays.hashCode(clocks);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("StateVector[");
        for (int i = 0; i < clients.length; i++) {
            out.append(i == 0 ? "" : ", ").append(clients[i]).append('=').append(clocks[i]);
        }
        return out.append(']').toString();
    }
}
