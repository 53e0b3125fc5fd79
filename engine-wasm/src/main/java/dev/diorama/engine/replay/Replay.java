package dev.diorama.engine.replay;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lists;
import dev.diorama.scene.schema.FlatScene;
import dev.diorama.scene.schema.SceneDiff;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEvent;
import dev.diorama.scene.schema.SceneRecorder;
import dev.diorama.scene.schema.SceneView;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/*
 * 1. Reading. Each entry of the log is applied once, in order, to one document that goes on to the end; what that does to the scene is
 *    written down as a difference. This is the expensive part, so it is done in slices, frame by frame, and never again.
 * 2. Seeking. What is shown is a flat scene without a document. It goes from one sequence to another by the sum of the differences in
 *    between, forward or back, and hands out the ordinary events. A step costs what it changed; a jump over 100,000 entries
 *    100,000 small writes into a map. So the view needs no keyframes.
 * 3. The document of a sequence is needed for its hash and for a restore, which are rare: PastDocuments.
 */
/**
 * A room's log and the scene as it was at one sequence of it.
 *
 * <p>Sequence 0 is the empty scene. An entry that is no update is shown as one without effect: a server never stores one, and a replay
 * that stops there would hide all that came after it.
 */
public final class Replay {
    /** What {@link #position} is before the first seek. */
    public static final int NOWHERE = -1;

    private final ReplayLog log = new ReplayLog();
    private final YDoc tip = YDoc.of(0);
    private final SceneDoc tipScene = SceneDoc.of(tip);
    private final SceneRecorder recorder = SceneRecorder.of(tipScene);
    private final PastDocuments documents = new PastDocuments(log);
    /** By entry that was read: what it did. */
    private final List<SceneDiff> steps = new ArrayList<>();

    private FlatScene shown;
    private int position = NOWHERE;

    /** A replay without entries that shows the live scene as it is now, and goes on showing it until the first seek. */
    public Replay(SceneDoc live) {
        shown = FlatScene.of(live);
    }

    /**
     * Adds entries, each preceded by its length as 4 bytes, the lowest first.
     *
     * @param entries the replay's own from now on
     * @throws DecodeException if a length does not fit; nothing was added
     */
    public void append(byte[] entries) throws DecodeException {
        log.append(entries);
    }

    /** Sequence of the last entry. */
    public int end() {
        return log.end();
    }

    /** Sequence of the last entry that was read: up to there seeking is quick. */
    public int ready() {
        return steps.size();
    }

    /** The sequence shown, or {@link #NOWHERE}. */
    public int position() {
        return position;
    }

    /** The scene shown, until the next seek. */
    public SceneView view() {
        return shown;
    }

    /** Reads at most {@code entries} entries, and no more after {@code millis} milliseconds; says whether it read any. */
    public boolean read(int entries, LongSupplier clockMillis, int millis) {
        if (ready() == end()) {
            return false;
        }
        long start = clockMillis.getAsLong();
        int last = Math.min(end(), ready() + entries);
        do {
            readOne();
        } while (ready() < last && (ready() % 16 != 0 || clockMillis.getAsLong() - start < millis));
        return true;
    }

    private void readOne() {
        int sequence = ready() + 1;
        PastDocuments.apply(log, sequence, tip);
        steps.add(recorder.take());
        documents.passed(sequence, tip);
    }

    /**
     * Shows the scene as after an entry; reads what was not read yet up to there.
     *
     * @param sequence 0 to {@link #end}
     * @return what leads from what was shown to what is shown now
     */
    public List<SceneEvent> seek(int sequence) {
        if (sequence < 0 || sequence > end()) {
            throw new IllegalArgumentException("no such entry: sequence=" + sequence + ", end=" + end());
        }
        while (ready() < sequence) {
            readOne();
        }
        int from = position;
        position = sequence;
        if (from == NOWHERE) {
            FlatScene target = FlatScene.empty();
            target.apply(SceneDiff.sum(Lists.part(steps, 0, sequence)));
            List<SceneEvent> events = SceneDiff.between(shown, target).events(target);
            shown = target;
            return events;
        }
        boolean forward = from <= sequence;
        SceneDiff sum = SceneDiff.sum(Lists.part(steps, Math.min(from, sequence), Math.max(from, sequence)));
        SceneDiff diff = forward ? sum : sum.reversed();
        shown.apply(diff);
        return diff.events(shown);
    }

    /** What leads from what is shown to the live scene. */
    public List<SceneEvent> eventsTo(SceneDoc live) {
        FlatScene target = FlatScene.of(live);
        return SceneDiff.between(shown, target).events(target);
    }

    /** What the entry did that led to what is shown; nothing before the first seek and at 0. */
    public List<ReplayChange> changes() {
        if (position <= 0) {
            return List.of();
        }
        return ReplayChange.of(steps.get(position - 1), shown);
    }

    /** The document at the sequence shown, to be read and not kept. */
    public YDoc document() {
        if (position < 0) {
            throw new IllegalStateException("nothing was sought yet");
        }
        return position == ready() ? tip : documents.at(position);
    }
}
