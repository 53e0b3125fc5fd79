package dev.diorama.engine.sync;

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
 * @param dx from where the nodes stood when the drag began, in the world
 * @param done the drag is over and its edit is on the way
 */
public record DragPreview(int gesture, List<NodeId> ids, float dx, float dy, float dz, boolean done) {
    private static final float LIMIT = 1e9f;

    static @Nullable DragPreview of(AnyValue value) {
        List<AnyValue> delta = Peer.field(value, "delta").elements();
        List<NodeId> ids = Peer.ids(Peer.field(value, "ids"));
        if (delta.size() != 3 || ids.isEmpty()) {
            return null;
        }
        float x = number(delta.get(0));
        float y = number(delta.get(1));
        float z = number(delta.get(2));
        if (Float.isNaN(x + y + z)) {
            return null;
        }
        float gesture = number(Peer.field(value, "gesture"));
        boolean done = AnyValue.of(true).equals(Peer.field(value, "done"));
        return new DragPreview(Float.isNaN(gesture) ? 0 : (int) gesture, ids, x, y, z, done);
    }

    private static float number(AnyValue value) {
        double number = value.number(Double.NaN);
        return Math.abs(number) <= LIMIT ? (float) number : Float.NaN;
    }

    AnyValue toAny() {
        Map<String, AnyValue> fields = new LinkedHashMap<>();
        fields.put("ids", Presence.idList(ids));
        fields.put("delta", AnyValue.of(dx, dy, dz));
        fields.put("gesture", AnyValue.of(gesture));
        if (done) {
            fields.put("done", AnyValue.of(true));
        }
        return AnyValue.obj(fields);
    }
}
