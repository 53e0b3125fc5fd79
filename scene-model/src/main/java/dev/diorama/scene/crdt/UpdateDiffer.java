package dev.diorama.scene.crdt;

import dev.diorama.scene.crdt.UpdateMerger.Reader;
import dev.diorama.scene.lib0.DecodeException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads off updates what Yjs reads off them without a document. */
final class UpdateDiffer {

    private UpdateDiffer() {}

    /** What is left of an update for somebody at {@code since}; all deletions are. */
    static byte[] diff(byte[] update, StateVector since, UpdateFormat format, DecodeLimits limits)
            throws DecodeException {
        DecodedUpdate decoded = UpdateDecoder.decode(update, format, limits, null);
        LazyStructWriter writer = new LazyStructWriter(format.writer());
        Reader reader = new Reader(decoded, 0, false);
        while (reader.current != null) {
            Struct struct = reader.current();
            ClientStructs client = struct.client;
            int known = since.clock(client.id);
            if (struct instanceof Skip) {
                reader.next(); // the first struct written is none
            } else if (struct.end() > known) {
                writer.write(struct, Math.max(known - struct.clock, 0));
                Struct next = reader.next();
                while (next != null && next.client == client) {
                    writer.write(next, 0);
                    next = reader.next();
                }
            } else {
                Struct next = reader.next();
                while (next != null && next.client == client && next.end() <= known) {
                    next = reader.next();
                }
            }
        }
        return writer.finish(decoded.deletes);
    }

    /** The state of a document to which nothing but this update was applied. */
    static StateVector stateVector(byte[] update, UpdateFormat format, DecodeLimits limits) throws DecodeException {
        DecodedUpdate decoded = UpdateDecoder.decode(update, format, limits, null);
        SortedMap<Long, Integer> clocks = new TreeMap<>();
        for (StructQueue queue : decoded.inOrder()) {
            int clock = 0;
            while (!queue.isEmpty()) {
                Struct struct = queue.poll();
                if (struct instanceof Skip || struct.clock != clock) {
                    break;
                }
                clock = struct.end();
            }
            clocks.put(queue.client.id, clock);
        }
        return StateVector.of(clocks);
    }

    /** The same update in another format. */
    static byte[] convert(byte[] update, UpdateFormat from, UpdateFormat to, DecodeLimits limits)
            throws DecodeException {
        DecodedUpdate decoded = UpdateDecoder.decode(update, from, limits, null);
        LazyStructWriter writer = new LazyStructWriter(to.writer());
        Reader reader = new Reader(decoded, 0, false);
        while (reader.current != null) {
            writer.write(reader.current(), 0);
            reader.next();
        }
        return writer.finish(decoded.deletes);
    }
}
