package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.DecodeException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Ranges of clocks by client; a delete set, above all. */
final class IdSet {

    private static final int SMALL = 8;

    private static final Ranges[] NONE = {};

    private Ranges[] clients = NONE;
    private int count;
    private @Nullable LongTable<Ranges> index;

    boolean isEmpty() {
        return count == 0;
    }

    /** Number of clients. */
    int size() {
        return count;
    }

    /** The ranges of a client, in the order in which the clients came. */
    Ranges ranges(int i) {
        return clients[i];
    }

    @Nullable Ranges get(long client) {
        if (index != null) {
            return index.get(client);
        }
        for (int i = count - 1; i >= 0; i--) {
            if (clients[i].client == client) {
                return clients[i];
            }
        }
        return null;
    }

    void add(long client, int clock, int length) {
        at(client).add(clock, length);
    }

    private Ranges at(long client) {
        Ranges ranges = get(client);
        if (ranges == null) {
            ranges = new Ranges(client);
            if (count == clients.length) {
                clients = Arrays.copyOf(clients, Math.max(1, count * 2));
            }
            clients[count++] = ranges;
            if (index != null) {
                index.add(client, ranges);
            } else if (count > SMALL) {
                index = new LongTable<>();
                for (int i = 0; i < count; i++) {
                    index.add(clients[i].client, clients[i]);
                }
            }
        }
        return ranges;
    }

    /** Whether a clock is in here; only after {@link #normalize}. */
    boolean contains(long client, int clock) {
        Ranges ranges = get(client);
        return ranges != null && ranges.contains(clock);
    }

    /** Sorts the ranges and joins those that touch. */
    void normalize() {
        for (int i = 0; i < count; i++) {
            clients[i].normalize();
        }
    }

    void addAll(IdSet other) {
        for (int each = 0; each < other.count; each++) {
            Ranges ranges = other.clients[each];
            Ranges mine = at(ranges.client);
            for (int i = 0; i < ranges.size(); i++) {
                mine.add(ranges.clock(i), ranges.length(i));
            }
        }
    }

    /** This and another set as a new, normal one. */
    IdSet union(IdSet other) {
        IdSet result = new IdSet();
        result.addAll(this);
        result.addAll(other);
        result.normalize();
        return result;
    }

    void write(UpdateWriter writer) {
        Ranges[] sorted = clients;
        if (count > 1) {
            sorted = Arrays.copyOf(clients, count);
            Arrays.sort(sorted, (a, b) -> Long.compare(b.client, a.client));
        }
        writer.rest().writeVarUint(count);
        for (int each = 0; each < count; each++) {
            Ranges ranges = sorted[each];
            writer.beginDeletes();
            writer.rest().writeVarUint(ranges.client);
            writer.rest().writeVarUint(ranges.size());
            for (int i = 0; i < ranges.size(); i++) {
                writer.writeDelete(ranges.clock(i), ranges.length(i));
            }
        }
    }

    /** Reads a delete set of at most {@code limit} ranges. */
    static IdSet read(UpdateReader reader, int limit) throws DecodeException {
        IdSet set = new IdSet();
        int clients = reader.rest().readCount(2);
        int total = 0;
        for (int i = 0; i < clients; i++) {
            reader.beginDeletes();
            long client = reader.rest().readVarUint();
            int ranges = reader.rest().readCount(2);
            total += ranges;
            if (total > limit) {
                throw reader.rest().failure("too many deletions: limit=" + limit);
            }
            for (int j = 0; j < ranges; j++) {
                int clock = reader.readDeleteClock();
                int length = reader.readDeleteLength();
                if (length <= 0 || clock > Integer.MAX_VALUE - length) {
                    throw reader.rest().failure("deletion out of range: clock=" + clock + " length=" + length);
                }
                set.add(client, clock, length);
            }
        }
        return set;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof IdSet set) || set.count != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            Ranges ranges = clients[i];
            Ranges theirs = set.get(ranges.client);
            if (theirs == null || !ranges.sameAs(theirs)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < count; i++) {
            hash += Long.hashCode(clients[i].client) * 31 + clients[i].size();
        }
        return hash;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("IdSet[");
        for (int each = 0; each < count; each++) {
            Ranges ranges = clients[each];
            out.append(ranges.client).append(':');
            for (int i = 0; i < ranges.size(); i++) {
                out.append(' ').append(ranges.clock(i)).append('+').append(ranges.length(i));
            }
            out.append("; ");
        }
        return out.append(']').toString();
    }

    /** Ranges of one client. */
    static final class Ranges {

        final long client;
        private int[] data = new int[2]; // clock and length in turn
        private int size;

        Ranges(long client) {
            this.client = client;
        }

        int size() {
            return size;
        }

        int clock(int index) {
            return data[2 * index];
        }

        int length(int index) {
            return data[2 * index + 1];
        }

        int end(int index) {
            return data[2 * index] + data[2 * index + 1];
        }

        void add(int clock, int length) {
            if (2 * size == data.length) {
                data = Arrays.copyOf(data, data.length * 2);
            }
            data[2 * size] = clock;
            data[2 * size + 1] = length;
            size++;
        }

        /** Adds a range to sorted ones that do not touch each other; returns whether any clock of it is new. */
        boolean insert(int clock, int length) {
            int end = clock + length;
            int from = 0;
            int high = size;
            while (from < high) {
                int middle = (from + high) >>> 1;
                if (end(middle) < clock) {
                    from = middle + 1;
                } else {
                    high = middle;
                }
            }
            int to = from;
            while (to < size && clock(to) <= end) {
                to++;
            }
            if (from == to) {
                add(0, 0); // makes room
                System.arraycopy(data, 2 * from, data, 2 * from + 2, 2 * (size - 1 - from));
                data[2 * from] = clock;
                data[2 * from + 1] = length;
                return true;
            }
            int first = Math.min(clock(from), clock);
            int last = Math.max(end(to - 1), end);
            boolean gained = to - from > 1 || first < clock(from) || last > end(from);
            data[2 * from] = first;
            data[2 * from + 1] = last - first;
            remove(from + 1, to);
            return gained;
        }

        private void remove(int from, int to) {
            System.arraycopy(data, 2 * to, data, 2 * from, 2 * (size - to));
            size -= to - from;
        }

        /** Moves what is below a clock, of sorted ranges, into a set. */
        void takeBelow(int clock, IdSet into) {
            int taken = 0;
            while (taken < size && clock(taken) < clock) {
                int end = Math.min(clock, end(taken));
                into.add(client, clock(taken), end - clock(taken));
                if (end < end(taken)) {
                    data[2 * taken + 1] = end(taken) - end;
                    data[2 * taken] = end;
                    break;
                }
                taken++;
            }
            remove(0, taken);
        }

        boolean contains(int clock) {
            int left = 0;
            int right = size - 1;
            while (left <= right) {
                int middle = (left + right) >>> 1;
                if (clock(middle) <= clock) {
                    if (clock < end(middle)) {
                        return true;
                    }
                    left = middle + 1;
                } else {
                    right = middle - 1;
                }
            }
            return false;
        }

        void normalize() {
            if (size < 2) {
                return;
            }
            sort();
            int kept = 1;
            for (int i = 1; i < size; i++) {
                int leftEnd = end(kept - 1);
                if (leftEnd >= clock(i)) {
                    data[2 * kept - 1] = Math.max(leftEnd, end(i)) - clock(kept - 1);
                } else {
                    data[2 * kept] = clock(i);
                    data[2 * kept + 1] = length(i);
                    kept++;
                }
            }
            size = kept;
        }

        /** Sorts by clock; clock and length fit one long. */
        private void sort() {
            boolean sorted = true;
            for (int i = 1; i < size && sorted; i++) {
                sorted = clock(i - 1) <= clock(i);
            }
            if (sorted) {
                return;
            }
            long[] packed = new long[size];
            for (int i = 0; i < size; i++) {
                packed[i] = (long) clock(i) << 32 | length(i);
            }
            Arrays.sort(packed);
            for (int i = 0; i < size; i++) {
                data[2 * i] = (int) (packed[i] >>> 32);
                data[2 * i + 1] = (int) packed[i];
            }
        }

        boolean sameAs(Ranges other) {
            if (size != other.size) {
                return false;
            }
            for (int i = 0; i < 2 * size; i++) {
                if (data[i] != other.data[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
