package dev.diorama.scene.crdt;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One client and its structs in a document: from clock 0 on, without gaps. Each client has one instance per document. */
final class ClientStructs {

    private static final Struct[] NONE = {};

    final long id;

    /** The newest transaction that added structs here, and through it older ones that are not finished. */
    @Nullable Touch touch;

    /** What the update that is being integrated holds for this client. */
    @Nullable StructQueue queue;

    private Struct[] structs = NONE;
    private int count;

    ClientStructs(long id) {
        this.id = id;
    }

    int count() {
        return count;
    }

    Struct get(int index) {
        return structs[index];
    }

    /** The next clock of this client. */
    int state() {
        return count == 0 ? 0 : structs[count - 1].end();
    }

    void add(Struct struct) {
        if (struct.clock != state()) {
            throw new IllegalStateException("gap: client=" + id + " state=" + state() + " clock=" + struct.clock);
        }
        reserve();
        structs[count++] = struct;
    }

    void insert(int index, Struct struct) {
        reserve();
        System.arraycopy(structs, index, structs, index + 1, count - index);
        structs[index] = struct;
        count++;
    }

    void set(int index, Struct struct) {
        structs[index] = struct;
    }

    void remove(int from, int length) {
        System.arraycopy(structs, from + length, structs, from, count - from - length);
        Arrays.fill(structs, count - length, count, null);
        count -= length;
    }

    private void reserve() {
        if (count == structs.length) {
            structs = Arrays.copyOf(structs, Math.max(4, count + (count >> 1)));
        }
    }

    /**
     * Index of the struct that holds a clock.
     *
     * @param clock below {@link #state}
     */
    int find(int clock) {
        int left = 0;
        int right = count - 1;
        if (right < 0) {
            throw notFound(clock);
        }
        Struct last = structs[right];
        if (last.clock <= clock) {
            if (clock >= last.end()) {
                throw notFound(clock);
            }
            return right;
        }
        // Structs are of similar lengths, so the first guess is by proportion.
        int middle = (int) ((long) clock * right / last.end());
        while (left <= right) {
            Struct struct = structs[middle];
            if (struct.clock <= clock) {
                if (clock < struct.end()) {
                    return middle;
                }
                left = middle + 1;
            } else {
                right = middle - 1;
            }
            middle = (left + right) >>> 1;
        }
        throw notFound(clock);
    }

    private IllegalStateException notFound(int clock) {
        return new IllegalStateException("no struct: client=" + id + " clock=" + clock);
    }

    /** Drops what is known of a transaction that is finished; it is the oldest one. */
    void forget(Touch finished) {
        if (touch == finished) {
            touch = finished.older;
            return;
        }
        for (Touch each = touch; each != null; each = each.older) {
            if (each.older == finished) {
                each.older = finished.older;
            }
        }
    }

    /** How far this client was when a transaction began. */
    static final class Touch {

        final Transaction transaction;
        final ClientStructs client;
        final int before;

        @Nullable Touch older;

        Touch(Transaction transaction, ClientStructs client, @Nullable Touch older) {
            this.transaction = transaction;
            this.client = client;
            this.before = client.state();
            this.older = older;
        }
    }
}
