package dev.diorama.scene.crdt;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One client and its structs in a document: from clock 0 on, without gaps. Each client has one instance per document. */
final class ClientStructs {

    private static final Struct[] NONE = {};
    private static final int[] NO_STARTS = {};

    final long id;

    /** The newest transaction that added structs here, and through it older ones that are not finished. */
    @Nullable Touch touch;

    /** What the update that is being integrated holds for this client. */
    @Nullable StructQueue queue;

    private Struct[] structs = NONE;

    /** The first clock of each struct: a search stays in this array, which is a tenth of the structs' own memory. */
    private int[] starts = NO_STARTS;

    private int count;
    private int state;

    /** The copies that undo or redo made of items of this client. */
    private @Nullable Map<Item, Item.Redone> redone;

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
        return state;
    }

    void add(Struct struct) {
        if (struct.clock != state) {
            throw new IllegalStateException("gap: client=" + id + " state=" + state + " clock=" + struct.clock);
        }
        reserve();
        starts[count] = struct.clock;
        structs[count++] = struct;
        state = struct.end();
    }

    void insert(int index, Struct struct) {
        reserve();
        System.arraycopy(structs, index, structs, index + 1, count - index);
        System.arraycopy(starts, index, starts, index + 1, count - index);
        structs[index] = struct;
        starts[index] = struct.clock;
        count++;
    }

    void set(int index, Struct struct) {
        structs[index] = struct;
    }

    void remove(int from, int length) {
        System.arraycopy(structs, from + length, structs, from, count - from - length);
        System.arraycopy(starts, from + length, starts, from, count - from - length);
        Arrays.fill(structs, count - length, count, null);
        count -= length;
    }

    private void reserve() {
        if (count == structs.length) {
            int capacity = Math.max(4, count + (count >> 1));
            structs = Arrays.copyOf(structs, capacity);
            starts = Arrays.copyOf(starts, capacity);
        }
    }

    /** Makes room for structs that are about to be added. */
    void expect(int more) {
        if (more > structs.length - count) {
            int capacity = Math.max(count + more, count + (count >> 1));
            structs = Arrays.copyOf(structs, capacity);
            starts = Arrays.copyOf(starts, capacity);
        }
    }

    Item.@Nullable Redone redone(Item item) {
        return redone == null ? null : redone.get(item);
    }

    void redone(Item item, Item.Redone copy) {
        if (redone == null) {
            redone = new HashMap<>();
        }
        redone.put(item, copy);
    }

    void forgetRedone(Item item) {
        if (redone != null) {
            redone.remove(item);
        }
    }

    /**
     * Index of the struct that holds a clock.
     *
     * @param clock below {@link #state}
     */
    int find(int clock) {
        if (clock < 0 || clock >= state) {
            throw notFound(clock);
        }
        int last = count - 1;
        if (starts[last] <= clock) {
            return last;
        }
        // Structs are of similar lengths, so the first guess is by proportion; from there in steps that double.
        int guess = (int) ((long) clock * last / state);
        int low;
        int high;
        int step = 1;
        if (starts[guess] <= clock) {
            low = guess;
            high = guess + 1;
            while (high < last && starts[high] <= clock) {
                low = high;
                high = Math.min(last, high + step);
                step += step;
            }
        } else {
            high = guess;
            low = guess - 1;
            while (low > 0 && starts[low] > clock) {
                high = low;
                low = Math.max(0, low - step);
                step += step;
            }
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (starts[middle] <= clock) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
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

    /** How far this client was when a transaction began, and when its observers ran. */
    static final class Touch {

        final Transaction transaction;
        final ClientStructs client;
        final int before;
        int after;

        @Nullable Touch older;

        Touch(Transaction transaction, ClientStructs client, @Nullable Touch older) {
            this(transaction, client, client.state());
            this.older = older;
        }

        /** What is known of a client that a transaction moved, for another transaction. */
        Touch(Transaction transaction, ClientStructs client, int before) {
            this.transaction = transaction;
            this.client = client;
            this.before = before;
        }
    }
}
