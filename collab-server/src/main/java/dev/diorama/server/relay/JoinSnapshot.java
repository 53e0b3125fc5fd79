package dev.diorama.server.relay;

import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.crdt.UpdateFormat;
import dev.diorama.scene.crdt.Updates;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Writer;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The whole of a document as of some moment, encoded once for all who join. Immutable; thread-safe.
 *
 * <p>The bytes lie outside of the heap and are given back when nobody refers to them any more, the queues of sockets included.
 */
final class JoinSnapshot {
    private static final byte STEP_2 = 1;
    private static final byte UPDATE = 2;

    private final long sequence;
    private final StateVector state;
    private final ByteBuffer body;
    private byte @Nullable [] packed;

    JoinSnapshot(long sequence, StateVector state, byte[] v1) {
        this.sequence = sequence;
        this.state = state;
        this.body = ByteBuffer.allocateDirect(v1.length).put(v1).flip();
    }

    /** Every entry of the log up to this one is in it; later ones may be. */
    long sequence() {
        return sequence;
    }

    /** How much of each client's edits is in it. */
    StateVector state() {
        return state;
    }

    /** Bytes of the update. */
    int size() {
        return body.limit();
    }

    /** It alone answers a step1. */
    Frame step2() {
        return frame(STEP_2);
    }

    /** It comes before the step2, which then holds what has happened since. */
    Frame update() {
        return frame(UPDATE);
    }

    private Frame frame(byte kind) {
        byte[] head = new Lib0Writer(8)
                .writeVarUint(0)
                .writeVarUint(kind)
                .writeVarUint(body.limit())
                .toBytes();
        return Frame.shared(head, body);
    }

    /** The update, v1 encoding; a copy. */
    byte[] v1() {
        byte[] bytes = new byte[body.limit()];
        body.get(0, bytes);
        return bytes;
    }

    /** The update, v2 encoding; made anew each time, at a cost that no room's thread should pay. */
    byte[] v2() {
        try {
            return Updates.convert(v1(), UpdateFormat.V1, UpdateFormat.V2);
        } catch (DecodeException e) {
            throw new IllegalStateException("own bytes are malformed", e);
        }
    }

    /**
     * The update, packed for who can unpack it: made when it is first asked for, then shared.
     *
     * @param pack packs the v1 encoding; always the same
     */
    synchronized byte[] packed(UnaryOperator<byte[]> pack) {
        byte[] bytes = packed;
        if (bytes == null) {
            bytes = pack.apply(v1());
            packed = bytes;
        }
        return bytes;
    }
}
