package dev.diorama.scene.crdt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * Integrates the structs of an update in an order that respects who depends on whom:
 *
 * 1. Clients go from the highest id to the lowest, each from its first clock on: a later item with a lower id then seldom conflicts.
 * 2. If a struct needs one of another client that is further on in this update, it waits on a stack while that one goes first.
 * 3. If what it needs is not in this update either, everything on the stack is parked, and with it the rest of those clients.
 */
/** Puts queues of structs into a document as far as their predecessors are there. */
final class StructIntegrator {

    private final Transaction transaction;
    private final List<StructQueue> queues;
    private @Nullable List<Struct> stack;
    private Map<ClientStructs, Integer> missing = Map.of();
    private List<StructQueue> parked = List.of();
    private int next;

    /**
     * Prepares a run.
     *
     * @param queues highest client id first
     */
    StructIntegrator(Transaction transaction, List<StructQueue> queues) {
        this.transaction = transaction;
        this.queues = queues;
    }

    /** For each client that something waits for, the clock that must be passed. */
    Map<ClientStructs, Integer> missing() {
        return missing;
    }

    /** What could not be integrated. */
    List<StructQueue> parked() {
        return parked;
    }

    void run() {
        for (StructQueue queue : queues) {
            queue.client.queue = queue;
            queue.client.expect(queue.size());
        }
        StructQueue target = nextQueue();
        while (target != null) {
            integrate(target.poll());
            while (stack != null && !stack.isEmpty()) {
                integrate(stack.removeLast());
            }
            if (target.isEmpty()) {
                target = nextQueue();
            }
        }
        for (StructQueue queue : queues) {
            queue.client.queue = null;
            queue.parked = false;
        }
    }

    private @Nullable StructQueue nextQueue() {
        while (next < queues.size()) {
            StructQueue queue = queues.get(next);
            if (!queue.isEmpty()) {
                return queue;
            }
            next++;
        }
        return null;
    }

    /** Integrates a struct, or what it needs and leaves it on the stack for later. */
    private void integrate(Struct first) {
        Struct struct = first;
        while (!(struct instanceof Skip)) {
            int offset = struct.client.state() - struct.clock;
            if (offset < 0) {
                miss(struct.client, struct.clock - 1);
                push(struct);
                park();
                return;
            }
            ClientStructs needed = struct.resolve(transaction);
            if (needed == null) {
                if (offset < struct.length) {
                    struct.integrate(transaction, offset);
                }
                return;
            }
            push(struct);
            StructQueue queue = needed.queue;
            if (queue == null || queue.isEmpty()) {
                miss(needed, needed.state());
                park();
                return;
            }
            struct = queue.poll();
        }
    }

    private void push(Struct struct) {
        if (stack == null) {
            stack = new ArrayList<>();
        }
        stack.add(struct);
    }

    private void miss(ClientStructs client, int clock) {
        if (missing.isEmpty()) {
            missing = new HashMap<>();
        }
        missing.merge(client, clock, Math::min);
    }

    private void park() {
        if (stack == null) {
            return;
        }
        for (int i = stack.size() - 1; i >= 0; i--) {
            Struct struct = stack.get(i);
            StructQueue queue = struct.client.queue;
            if (queue == null) {
                throw new IllegalStateException("no queue: client=" + struct.client.id);
            }
            queue.rewindTo(struct);
            if (!queue.parked) {
                queue.parked = true;
                parked = parked.isEmpty() ? new ArrayList<>() : parked;
                parked.add(queue);
            }
        }
        stack.clear();
    }
}
