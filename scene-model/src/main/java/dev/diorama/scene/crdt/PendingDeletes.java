package dev.diorama.scene.crdt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/*
 * Deletions are tried again when clocks below them have come. Only clients that moved on since the last try can bring that about, and of
 * their ranges only the first ones; so an update costs what it brings, however much waits.
 */
/** Deletions of structs that have not arrived. */
final class PendingDeletes {

    private final Map<Long, Waiting> byClient = new LinkedHashMap<>();
    private long arrivals;

    /** The ranges of one client, sorted, and when the first of them came. */
    private record Waiting(IdSet.Ranges ranges, long arrival) {}

    /** Waiting no more, since a client moved on. */
    private record Ready(Waiting waiting, ClientStructs client) {}

    boolean isEmpty() {
        return byClient.isEmpty();
    }

    /** Number of ranges. */
    int ranges() {
        int count = 0;
        for (Waiting waiting : byClient.values()) {
            count += waiting.ranges.size();
        }
        return count;
    }

    void clear() {
        byClient.clear();
    }

    /** Adds ranges; returns whether any clock of them did not wait before. */
    boolean add(IdSet ahead) {
        boolean gained = false;
        for (int each = 0; each < ahead.size(); each++) {
            IdSet.Ranges ranges = ahead.ranges(each);
            Waiting mine = byClient.computeIfAbsent(
                    ranges.client, client -> new Waiting(new IdSet.Ranges(client), arrivals++));
            for (int i = 0; i < ranges.size(); i++) {
                gained |= mine.ranges.insert(ranges.clock(i), ranges.length(i));
            }
        }
        return gained;
    }

    /** Takes out what need not wait any more since these clients moved on; what came first is first. */
    IdSet takeReady(List<ClientStructs> moved) {
        IdSet ready = new IdSet();
        List<Ready> found = new ArrayList<>(2);
        for (int i = 0; i < moved.size(); i++) {
            ClientStructs client = moved.get(i);
            Waiting waiting = byClient.get(client.id);
            if (waiting != null && waiting.ranges.clock(0) < client.state()) {
                found.add(new Ready(waiting, client));
            }
        }
        found.sort((a, b) -> Long.compare(a.waiting.arrival, b.waiting.arrival));
        for (Ready each : found) {
            each.waiting.ranges.takeBelow(each.client.state(), ready);
            if (each.waiting.ranges.size() == 0) {
                byClient.remove(each.client.id);
            }
        }
        return ready;
    }

    /** All of it. */
    IdSet asSet() {
        IdSet set = new IdSet();
        for (Waiting waiting : byClient.values()) {
            for (int i = 0; i < waiting.ranges.size(); i++) {
                set.add(waiting.ranges.client, waiting.ranges.clock(i), waiting.ranges.length(i));
            }
        }
        return set;
    }
}
