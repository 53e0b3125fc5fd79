package dev.diorama.scene.crdt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * When to try again. As in Yjs, what waits is tried again when a clock that is waited for has come, and only then: with another
 * timing, transactions group differently and documents differ in bytes. But Yjs notes one clock per client, and not always the one that
 * matters: X waits for clock 0 of a client of which only 4 on is here, and is noted as waiting for 3; if 3 then waits for X, nothing ever
 * comes that wakes them. So there is one more reason: everything that is waited for waits itself. No update can help then, and as
 * honest structs don't depend on each other in circles, one of them can go. Forged circles are tried in vain; the next try is when twice
 * as much waits.
 */
/** Structs that wait for others, by client and ascending, and the clocks that they wait for. */
final class PendingStructs {

    private final Map<ClientStructs, StructQueue> queues = new HashMap<>();
    private final Map<ClientStructs, Integer> missing = new HashMap<>();

    /** Those of {@link #missing} that do not wait here themselves. Kept up to date client by client, so that an update costs what it brings. */
    private final Set<ClientStructs> absent = new HashSet<>();

    private int size;
    private int triedAt;

    /** Something came to wait for a clock that was here already by then. */
    private boolean overtaken;

    boolean isEmpty() {
        return queues.isEmpty();
    }

    int size() {
        return size;
    }

    void clear() {
        queues.clear();
        missing.clear();
        absent.clear();
        overtaken = false;
        size = 0;
    }

    /** Whether something that is waited for has come: by what one of these clients wrote. */
    boolean canProceed(List<ClientStructs> moved) {
        if (missing.isEmpty()) {
            return false;
        }
        boolean can = overtaken;
        for (int i = 0; i < moved.size() && !can; i++) {
            can = hasCome(moved.get(i));
        }
        return can;
    }

    private boolean hasCome(ClientStructs client) {
        Integer clock = missing.get(client);
        return clock != null && clock < client.state();
    }

    /** Whether all that is waited for waits itself, so that nothing that comes would start it again. */
    boolean isStuck() {
        return !queues.isEmpty() && size >= 2 * triedAt && absent.isEmpty();
    }

    /** A try to go on although nothing had come changed nothing. */
    void triedInVain() {
        triedAt = size;
    }

    /** Adds what waits; returns whether any clock of it did not wait before. */
    boolean add(List<StructQueue> parked, Map<ClientStructs, Integer> waitsFor) {
        if (parked.isEmpty() && waitsFor.isEmpty()) {
            return false;
        }
        boolean gained = false;
        for (StructQueue queue : parked) {
            StructQueue mine = queues.get(queue.client);
            if (mine == null) {
                queues.put(queue.client, queue);
                size += queue.size();
                gained = true;
            } else {
                size -= mine.size();
                gained |= merge(mine, queue);
                size += mine.size();
            }
        }
        for (Map.Entry<ClientStructs, Integer> entry : waitsFor.entrySet()) {
            missing.merge(entry.getKey(), entry.getValue(), Math::min);
        }
        for (StructQueue queue : parked) {
            noteAbsence(queue.client);
        }
        for (ClientStructs client : waitsFor.keySet()) {
            noteAbsence(client);
        }
        return gained;
    }

    private void noteAbsence(ClientStructs client) {
        Integer clock = missing.get(client);
        if (clock == null) {
            return;
        }
        StructQueue queue = queues.get(client);
        if (clock < client.state()) {
            overtaken = true;
            absent.remove(client);
        } else if (queue != null && queue.holds(clock)) {
            absent.remove(client);
        } else {
            absent.add(client);
        }
    }

    /** Takes everything out, highest client id first. */
    List<StructQueue> take() {
        List<StructQueue> all = descending();
        clear();
        return all;
    }

    /** Everything that waits, highest client id first. */
    List<StructQueue> descending() {
        List<StructQueue> all = new ArrayList<>(queues.values());
        all.sort((a, b) -> Long.compare(b.client.id, a.client.id));
        return all;
    }

    /** What waits, as an update; gaps between structs become skips. */
    byte[] encode(UpdateWriter writer) {
        LazyStructWriter structs = new LazyStructWriter(writer);
        for (StructQueue queue : descending()) {
            int end = -1;
            for (int i = queue.at; i < queue.end; i++) {
                Struct struct = queue.structs[i];
                if (end >= 0 && end < struct.clock) {
                    structs.write(new Skip(queue.client, end, struct.clock - end), 0);
                }
                structs.write(struct, 0);
                end = struct.end();
            }
        }
        return structs.finish(new IdSet());
    }

    /** Adds ascending structs to ascending ones; those whose clocks are there already are dropped. Returns whether any is left. */
    private static boolean merge(StructQueue into, StructQueue from) {
        if (into.isEmpty() || into.structs[into.end - 1].end() <= from.structs[from.at].clock) {
            append(into, from);
            return true;
        }
        if (from.size() == 1) {
            StructQueue.Insertion inserted = into.insert(from.structs[from.at]);
            if (inserted != StructQueue.Insertion.IMPOSSIBLE) {
                return inserted == StructQueue.Insertion.GAINED;
            }
        }
        int before = into.clocks();
        Struct[] merged = new Struct[into.size() + from.size()];
        int count = 0;
        int end = 0;
        int a = into.at;
        int b = from.at;
        while (a < into.end || b < from.end) {
            Struct next = first(into, a, from, b);
            if (a < into.end && next == into.structs[a]) {
                a++;
            } else {
                b++;
            }
            if (!(next instanceof Skip) && next.end() > end) {
                merged[count++] = next;
                end = next.end();
            }
        }
        into.structs = merged;
        into.at = 0;
        into.end = count;
        return into.clocks() > before;
    }

    private static Struct first(StructQueue a, int atA, StructQueue b, int atB) {
        @Nullable Struct left = atA < a.end ? a.structs[atA] : null;
        @Nullable Struct right = atB < b.end ? b.structs[atB] : null;
        if (left == null || (right != null && right.clock < left.clock)) {
            return b.structs[atB];
        }
        return left;
    }

    private static void append(StructQueue into, StructQueue from) {
        int needed = into.end + from.size();
        if (needed > into.structs.length) {
            into.structs = Arrays.copyOf(into.structs, Math.max(needed, into.end + (into.end >> 1)));
        }
        System.arraycopy(from.structs, from.at, into.structs, into.end, from.size());
        into.end = needed;
    }
}
