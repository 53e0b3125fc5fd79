package dev.diorama.engine.replay;

import dev.diorama.bindgen.WebName;
import dev.diorama.scene.schema.EntryKind;
import dev.diorama.scene.schema.FlatScene;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.SceneDiff;
import dev.diorama.scene.schema.SceneEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an entry of the log did, for a caption.
 *
 * @param id of the node; {@code ''} is the scene itself
 * @param name of the node when it was last there, or of the scene
 * @param property what changed: {@code position rotation scale name flags kind geometry}, the name of a parameter, {@code parent
 *     order}, {@code background}, or the key in the document; null for a node that came or went
 */
public record ReplayChange(
        String id, String name, Kind kind, @Nullable String property) {
    /** More are not told: a caption has no room for them. */
    static final int MOST = 1_000;

    /** What happened to a node. */
    @WebName("ReplayChangeKind")
    public enum Kind {
        ADDED,
        CHANGED,
        /** Another position, another parent or another place among its siblings. */
        MOVED,
        REMOVED
    }

    /**
     * What a step did.
     *
     * @param after the scene after it
     */
    static List<ReplayChange> of(SceneDiff step, FlatScene after) {
        List<ReplayChange> changes = new ArrayList<>();
        for (SceneEvent event : step.events(after)) {
            if (changes.size() == MOST) {
                break;
            }
            changes.add(of(event, step, after));
        }
        return changes;
    }

    private static ReplayChange of(SceneEvent event, SceneDiff step, FlatScene after) {
        return switch (event) {
            case SceneEvent.NodeCreated e -> of(e.node(), after, Kind.ADDED, null);
            case SceneEvent.NodeDeleted e ->
                new ReplayChange(e.node().value(), step.nameBefore(e.node()), Kind.REMOVED, null);
            case SceneEvent.NodeMoved e -> {
                boolean adopted = !e.oldParent().equals(e.newParent());
                yield of(e.node(), after, Kind.MOVED, adopted ? "parent" : "order");
            }
            case SceneEvent.RegisterChanged e ->
                of(e.node(), after, e.key().equals("p") ? Kind.MOVED : Kind.CHANGED, property(e.key()));
            case SceneEvent.EntryCreated e -> ofScene(after, e.kind());
            case SceneEvent.EntryChanged e -> ofScene(after, e.kind());
            case SceneEvent.EntryDeleted e -> ofScene(after, e.kind());
            case SceneEvent.SceneChanged e -> new ReplayChange("", after.sceneName(), Kind.CHANGED, e.key());
        };
    }

    private static ReplayChange ofScene(FlatScene after, EntryKind kind) {
        return new ReplayChange("", after.sceneName(), Kind.CHANGED, kind.rootName());
    }

    private static ReplayChange of(NodeId id, FlatScene after, Kind kind, @Nullable String property) {
        return new ReplayChange(id.value(), after.node(id).name(), kind, property);
    }

    private static String property(String key) {
        return switch (key) {
            case "p" -> "position";
            case "r" -> "rotation";
            case "s" -> "scale";
            case "n" -> "name";
            case "v" -> "flags";
            case "k" -> "kind";
            case "g" -> "geometry";
            default -> key.startsWith("g.") ? key.substring(2) : key;
        };
    }
}
