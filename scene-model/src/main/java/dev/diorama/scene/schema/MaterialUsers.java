package dev.diorama.scene.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which nodes have which material: an index that follows a scene's events, each at the cost of one node. */
public final class MaterialUsers {

    private final SceneView scene;
    private final Map<NodeId, String> materials = new HashMap<>();
    private final Map<String, Set<NodeId>> users = new HashMap<>();

    private MaterialUsers(SceneView scene) {
        this.scene = scene;
    }

    /** Begins to follow a scene. */
    public static MaterialUsers of(SceneDoc scene) {
        MaterialUsers index = new MaterialUsers(scene);
        for (NodeId id : scene.ids()) {
            index.update(id, scene.node(id).material());
        }
        scene.observe((events, transaction) -> index.follow(events));
        return index;
    }

    /** The nodes that name a material, whether it is there or not, sorted by id; a copy. */
    public List<NodeId> of(String material) {
        return new ArrayList<>(users.getOrDefault(material, Set.of()));
    }

    /** How many there are. */
    public int count(String material) {
        return users.getOrDefault(material, Set.of()).size();
    }

    private void follow(List<SceneEvent> events) {
        for (SceneEvent event : events) {
            if (event instanceof SceneEvent.NodeCreated created) {
                update(created.node(), material(created.node()));
            } else if (event instanceof SceneEvent.NodeDeleted deleted) {
                update(deleted.node(), null);
            } else if (event instanceof SceneEvent.RegisterChanged changed
                    && changed.key().equals(SchemaKeys.MATERIAL)) {
                update(changed.node(), material(changed.node()));
            }
        }
    }

    private @Nullable String material(NodeId id) {
        return scene.contains(id) ? scene.node(id).material() : null;
    }

    private void update(NodeId id, @Nullable String material) {
        String old = material == null ? materials.remove(id) : materials.put(id, material);
        if (old != null) {
            users.getOrDefault(old, Set.of()).remove(id);
        }
        if (material != null) {
            users.computeIfAbsent(material, key -> new TreeSet<>()).add(id);
        }
    }
}
