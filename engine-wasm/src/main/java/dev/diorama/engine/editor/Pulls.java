package dev.diorama.engine.editor;

import dev.diorama.engine.sync.Peer;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.SceneNode;
import dev.diorama.scene.schema.Transform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers what the panels of the page show. */
final class Pulls {
    private final Parts parts;

    Pulls(Parts parts) {
        this.parts = parts;
    }

    List<TreeRow> treeRows(int first, int count) {
        int from = Math.max(0, first);
        int to = (int) Math.min(parts.rows.count(), (long) from + Math.max(0, count));
        if (from >= to) {
            return List.of();
        }
        Map<NodeId, List<String>> colors = peerColors();
        List<TreeRow> rows = new ArrayList<>(to - from);
        for (int row = from; row < to; row++) {
            NodeId id = parts.rows.id(row);
            SceneNode node = parts.shown.node(id);
            rows.add(new TreeRow(
                    id.value(),
                    node.name(),
                    node.kindName(),
                    primitiveName(node),
                    parts.rows.depth(row),
                    !parts.shown.children(id).isEmpty(),
                    parts.rows.expanded(id),
                    parts.selection.contains(id),
                    node.hidden(),
                    node.locked(),
                    isFaded(id),
                    colors.getOrDefault(id, List.of())));
        }
        return rows;
    }

    /** Whether something above a node is switched off. */
    private boolean isFaded(NodeId id) {
        NodeId above = parts.shown.parent(id);
        while (above != null && !above.equals(NodeId.ROOT)) {
            if (parts.shown.node(above).hidden()) {
                return true;
            }
            above = parts.shown.parent(above);
        }
        return false;
    }

    private Map<NodeId, List<String>> peerColors() {
        Map<NodeId, List<String>> colors = new HashMap<>();
        for (Peer peer : parts.shownPeers()) {
            for (NodeId id : peer.selection()) {
                colors.computeIfAbsent(id, key -> new ArrayList<>()).add(peer.color());
            }
        }
        return colors;
    }

    @Nullable NodeInfo node(NodeId id) {
        if (!parts.shown.contains(id)) {
            return null;
        }
        SceneNode node = parts.shown.node(id);
        NodeId parent = parts.shown.parent(id);
        Transform t = node.transform();
        return new NodeInfo(
                id.value(),
                node.name(),
                node.kindName(),
                primitiveName(node),
                parent == null ? "" : parent.value(),
                parent == null ? 0 : parts.shown.children(parent).indexOf(id),
                new Vec3(t.px(), t.py(), t.pz()),
                new Turn(t.rx(), t.ry(), t.rz(), t.rw()),
                new Vec3(t.sx(), t.sy(), t.sz()),
                parameters(node),
                node.flags(),
                node.material());
    }

    private static @Nullable String primitiveName(SceneNode node) {
        Primitive primitive = node.kind() == NodeKind.MESH ? node.primitive() : null;
        return primitive == null ? null : primitive.wireName();
    }

    private static Map<String, Float> parameters(SceneNode node) {
        Map<String, Float> values = new LinkedHashMap<>();
        Primitive primitive = node.kind() == NodeKind.MESH ? node.primitive() : null;
        if (primitive != null) {
            for (Primitive.Parameter parameter : primitive.parameters()) {
                values.put(parameter.name(), node.parameter(parameter.name()));
            }
        }
        return values;
    }

    List<PeerInfo> peers() {
        List<PeerInfo> people = new ArrayList<>();
        people.add(new PeerInfo(
                parts.clientId, parts.presence.name(), parts.presence.color(), true, strings(parts.selection.ids())));
        for (Peer peer : parts.presence.peers()) {
            people.add(new PeerInfo(peer.clientId(), peer.name(), peer.color(), false, strings(peer.selection())));
        }
        return people;
    }

    static List<String> strings(List<NodeId> ids) {
        List<String> values = new ArrayList<>(ids.size());
        for (NodeId id : ids) {
            values.add(id.value());
        }
        return values;
    }
}
