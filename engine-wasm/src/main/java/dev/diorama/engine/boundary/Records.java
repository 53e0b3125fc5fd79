package dev.diorama.engine.boundary;

import dev.diorama.engine.editor.CameraInfo;
import dev.diorama.engine.editor.NodeInfo;
import dev.diorama.engine.editor.PeerInfo;
import dev.diorama.engine.editor.SceneInfo;
import dev.diorama.engine.editor.ScreenPoint;
import dev.diorama.engine.editor.SyncInfo;
import dev.diorama.engine.editor.TreeRow;
import dev.diorama.engine.render.FrameStats;
import dev.diorama.engine.replay.ReplayChange;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The editor's records as JSON, with the names and shapes of {@code index.d.ts}. */
final class Records {
    private Records() {}

    static String rows(List<TreeRow> rows) {
        JsonWriter json = new JsonWriter().open('[');
        for (TreeRow row : rows) {
            json.open('{').name("id").string(row.id()).name("name").string(row.name());
            json.name("kind").string(row.kind()).name("primitive").string(row.primitive());
            json.name("depth").value(row.depth()).name("expandable").value(row.expandable());
            json.name("expanded").value(row.expanded()).name("selected").value(row.selected());
            strings(json.name("peerColors"), row.peerColors()).close('}');
        }
        return json.close(']').toString();
    }

    static String node(@Nullable NodeInfo node) {
        if (node == null) {
            return "null";
        }
        JsonWriter json = new JsonWriter().open('{').name("id").string(node.id());
        json.name("name").string(node.name()).name("kind").string(node.kind());
        json.name("primitive").string(node.primitive()).name("parent").string(node.parent());
        numbers(json.name("position"), node.px(), node.py(), node.pz());
        numbers(json.name("rotation"), node.rx(), node.ry(), node.rz(), node.rw());
        numbers(json.name("scale"), node.sx(), node.sy(), node.sz());
        json.name("parameters").open('{');
        for (Map.Entry<String, Float> parameter : node.parameters().entrySet()) {
            json.name(parameter.getKey()).value(parameter.getValue());
        }
        return json.close('}').close('}').toString();
    }

    static String peers(List<PeerInfo> peers) {
        JsonWriter json = new JsonWriter().open('[');
        for (PeerInfo peer : peers) {
            json.open('{').name("clientId").value(peer.clientId()).name("name").string(peer.name());
            json.name("color").string(peer.color()).name("self").value(peer.self());
            strings(json.name("selection"), peer.selection()).close('}');
        }
        return json.close(']').toString();
    }

    static String sync(SyncInfo sync) {
        JsonWriter json = new JsonWriter().open('{').name("synced").value(sync.synced());
        json.name("connected").value(sync.connected());
        return json.name("pending").value(sync.pending()).close('}').toString();
    }

    static String scene(SceneInfo scene) {
        JsonWriter json = new JsonWriter().open('{').name("name").string(scene.name());
        numbers(json.name("background"), scene.red(), scene.green(), scene.blue());
        return json.name("nodes").value(scene.nodes()).close('}').toString();
    }

    static String stats(FrameStats stats) {
        JsonWriter json = new JsonWriter().open('{').name("frames").value(stats.frames());
        json.name("gpuCalls").value(stats.gpuCalls()).name("gpuCallsLastFrame").value(stats.gpuCallsLastFrame());
        json.name("drawCalls").value(stats.drawCalls()).name("objects").value(stats.objects());
        return json.name("bytesLastFrame")
                .value(stats.bytesLastFrame())
                .close('}')
                .toString();
    }

    static String camera(CameraInfo camera) {
        JsonWriter json = new JsonWriter().open('{').name("yaw").value(camera.yaw());
        json.name("pitch").value(camera.pitch()).name("distance").value(camera.distance());
        numbers(json.name("target"), camera.targetX(), camera.targetY(), camera.targetZ());
        return json.name("orthographic").value(camera.orthographic()).close('}').toString();
    }

    static String point(@Nullable ScreenPoint point) {
        return point == null
                ? "null"
                : numbers(new JsonWriter(), point.x(), point.y()).toString();
    }

    static String replayChanges(List<ReplayChange> changes) {
        JsonWriter json = new JsonWriter().open('[');
        for (ReplayChange change : changes) {
            json.open('{').name("id").string(change.id()).name("name").string(change.name());
            json.name("kind").string(kind(change.kind()));
            json.name("property").string(change.property()).close('}');
        }
        return json.close(']').toString();
    }

    private static String kind(ReplayChange.Kind kind) {
        return switch (kind) {
            case ADDED -> "added";
            case CHANGED -> "changed";
            case MOVED -> "moved";
            case REMOVED -> "removed";
        };
    }

    /** Reads a list of strings that the glue made. */
    static List<String> strings(String json) {
        List<String> values = new ArrayList<>();
        try {
            for (AnyValue value : Json.parse(json).elements()) {
                values.add(value.string(""));
            }
        } catch (DecodeException e) {
            throw new BoundaryException(ErrorCodes.INTERNAL, "not a list of strings: " + e.getMessage());
        }
        return values;
    }

    static String strings(List<String> values) {
        return strings(new JsonWriter(), values).toString();
    }

    private static JsonWriter strings(JsonWriter json, List<String> values) {
        json.open('[');
        for (String value : values) {
            json.string(value);
        }
        return json.close(']');
    }

    private static JsonWriter numbers(JsonWriter json, float... values) {
        json.open('[');
        for (float value : values) {
            json.value(value);
        }
        return json.close(']');
    }
}
