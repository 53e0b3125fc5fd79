package dev.diorama.engine.replay;

import dev.diorama.scene.crdt.DecodeLimits;
import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.crdt.UpdateFormat;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The document as it was at any sequence: from the nearest keyframe on, an encoded state, the entries are applied again.
 *
 * <p>A keyframe is taken after 1,000 entries if they were at least half as many bytes as the last keyframe. So together the keyframes
 * are at most a few times the log itself, and taking them costs no more than reading does.
 */
final class PastDocuments {
    private static final int KEYFRAME_ENTRIES = 1_000;

    private final ReplayLog log;
    private final List<Keyframe> keyframes = new ArrayList<>();
    private int lastKeyframe;
    private int lastBytes;
    private long bytesSince;
    private @Nullable YDoc doc;
    private int docSequence;

    PastDocuments(ReplayLog log) {
        this.log = log;
    }

    /** A state of the document, v1: v2 would bring its readers and writers into the wasm. */
    private static final class Keyframe {
        final int sequence;
        final byte[] state;

        Keyframe(int sequence, byte[] state) {
            this.sequence = sequence;
            this.state = state;
        }
    }

    /** Reading has come past an entry. */
    void passed(int sequence, YDoc tip) {
        bytesSince += log.length(sequence);
        if (sequence - lastKeyframe >= KEYFRAME_ENTRIES && bytesSince >= lastBytes / 2) {
            byte[] state = tip.encodeStateAsUpdate(StateVector.EMPTY, UpdateFormat.V1);
            keyframes.add(new Keyframe(sequence, state));
            lastKeyframe = sequence;
            lastBytes = state.length;
            bytesSince = 0;
        }
    }

    /** The document after an entry that was passed; valid until the next call. */
    YDoc at(int sequence) {
        Keyframe nearest = null;
        for (Keyframe keyframe : keyframes) {
            if (keyframe.sequence <= sequence) {
                nearest = keyframe;
            }
        }
        YDoc past = doc;
        int reached = docSequence;
        if (past == null || reached > sequence || (nearest != null && reached < nearest.sequence)) {
            past = YDoc.of(0);
            reached = 0;
            if (nearest != null) {
                load(nearest, past);
                reached = nearest.sequence;
            }
        }
        while (reached < sequence) {
            apply(log, ++reached, past);
        }
        doc = past;
        docSequence = sequence;
        return past;
    }

    private static void load(Keyframe keyframe, YDoc into) {
        try {
            into.applyUpdate(keyframe.state, UpdateFormat.V1, null, DecodeLimits.STATE);
        } catch (DecodeException e) {
            throw new IllegalStateException("an own state cannot be read: sequence=" + keyframe.sequence, e);
        }
    }

    /** Applies an entry; one that is no update has no effect. */
    static void apply(ReplayLog log, int sequence, YDoc to) {
        try {
            to.applyUpdate(log.entry(sequence), null);
        } catch (DecodeException e) {
            // The server stores what it could decode. Whatever this is, what follows it is still worth showing.
        }
    }
}
