package dev.diorama.engine.sync;

import dev.diorama.engine.scene.Motion;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.NodeId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A drag in progress, as presence tells it.
 *
 * @param gesture tells one drag of a person from the next
 * @param motion from how the nodes were when the drag began; the preview's own
 * @param done the drag is over and its edit is on the way
 */
public record DragPreview(int gesture, List<NodeId> ids, Motion motion, boolean done) {
    private static final float LIMIT = 1e9f;
    /** Logarithm of the largest factor, and of the smallest. */
    private static final float GROW_LIMIT = 20;

    static @Nullable DragPreview of(AnyValue value) {
        List<NodeId> ids = Peer.ids(Peer.field(value, "ids"));
        Motion motion = new Motion();
        if (ids.isEmpty()
                || !read(value, "delta", motion, Motion.MOVE, 3, LIMIT, true)
                || !read(value, "turn", motion, Motion.TURN, 3, LIMIT, false)
                || !read(value, "grow", motion, Motion.GROW, 3, GROW_LIMIT, false)
                || !read(value, "pivot", motion, Motion.PIVOT, 3, LIMIT, false)
                || !read(value, "frame", motion, Motion.FRAME, 4, 1.01f, false)) {
            return null;
        }
        motion.apart = AnyValue.of(true).equals(Peer.field(value, "apart"));
        float gesture = number(Peer.field(value, "gesture"), LIMIT);
        boolean done = AnyValue.of(true).equals(Peer.field(value, "done"));
        return new DragPreview(Float.isNaN(gesture) ? 0 : (int) gesture, ids, motion, done);
    }

    private static boolean read(
            AnyValue value, String name, Motion motion, int at, int count, float limit, boolean required) {
        List<AnyValue> numbers = Peer.field(value, name).elements();
        if (numbers.isEmpty() && !required) {
            return true;
        }
        if (numbers.size() != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            float number = number(numbers.get(i), limit);
            if (Float.isNaN(number)) {
                return false;
            }
            motion.values[at + i] = number;
        }
        return true;
    }

    private static float number(AnyValue value, float limit) {
        double number = value.number(Double.NaN);
        return Math.abs(number) <= limit ? (float) number : Float.NaN;
    }

    AnyValue toAny() {
        Map<String, AnyValue> fields = new LinkedHashMap<>();
        fields.put("ids", Presence.idList(ids));
        write(fields, "delta", Motion.MOVE);
        if (motion.turns()) {
            write(fields, "turn", Motion.TURN);
        }
        if (motion.grows()) {
            write(fields, "grow", Motion.GROW);
            float[] v = motion.values;
            int at = Motion.FRAME;
            fields.put("frame", AnyValue.of(v[at], v[at + 1], v[at + 2], v[at + 3]));
        }
        if (motion.apart) {
            fields.put("apart", AnyValue.of(true));
        } else if (motion.turns() || motion.grows()) {
            write(fields, "pivot", Motion.PIVOT);
        }
        fields.put("gesture", AnyValue.of(gesture));
        if (done) {
            fields.put("done", AnyValue.of(true));
        }
        return AnyValue.obj(fields);
    }

    private void write(Map<String, AnyValue> fields, String name, int at) {
        fields.put(name, AnyValue.of(motion.values[at], motion.values[at + 1], motion.values[at + 2]));
    }
}
