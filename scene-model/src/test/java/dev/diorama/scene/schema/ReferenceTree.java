package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rules S50 to S56 once more, as slowly and plainly as they are written, to compare with. */
final class ReferenceTree {

    /** An edge. */
    record Edge(String node, String parent, long counter) {}

    final Map<String, String> parents = new TreeMap<>();
    final Map<String, List<String>> children = new TreeMap<>();
    boolean repaired;

    static ReferenceTree of(YDoc doc) {
        YMap nodes = doc.map("nodes");
        Map<String, String> orders = new HashMap<>();
        List<Edge> edges = new ArrayList<>();
        for (String id : nodes.keys()) {
            YMap map = nodes.map(id);
            if (map == null || id.isEmpty() || id.equals("!recovered")) {
                continue;
            }
            orders.put(id, map.any("o") instanceof AnyValue.Str str ? str.value() : "");
            for (String key : map.keys()) {
                if (key.startsWith("@")) {
                    edges.add(new Edge(id, key.substring(1), counter(map.any(key))));
                }
            }
        }
        return new ReferenceTree(orders, edges);
    }

    private static long counter(@Nullable AnyValue value) {
        double number = value == null ? 0 : value.number(0);
        return number >= 1 && number <= 281474976710656.0 && number == Math.floor(number) ? (long) number : 0;
    }

    ReferenceTree(Map<String, String> orders, List<Edge> edges) {
        Comparator<Edge> strongestFirst = Comparator.comparingLong(Edge::counter)
                .thenComparing(Edge::parent)
                .thenComparing(Edge::node)
                .reversed();
        List<Edge> sorted = new ArrayList<>(edges);
        sorted.sort(strongestFirst);
        for (Edge edge : sorted) {
            parents.putIfAbsent(edge.node(), edge.parent());
        }
        Set<String> lost = new HashSet<>();
        for (String id : orders.keySet()) {
            if (!reachesRoot(id, orders.keySet())) {
                lost.add(id);
            }
        }
        repaired = !lost.isEmpty();
        boolean again = true;
        while (again) {
            again = false;
            for (Edge edge : sorted) {
                boolean rooted =
                        edge.parent().isEmpty() || (orders.containsKey(edge.parent()) && !lost.contains(edge.parent()));
                if (lost.contains(edge.node()) && rooted) {
                    parents.put(edge.node(), edge.parent());
                    lost.remove(edge.node());
                    again = true;
                    break;
                }
            }
        }
        for (String id : lost) {
            parents.put(id, "!recovered");
        }
        for (String id : orders.keySet()) {
            children.computeIfAbsent(parents.get(id), p -> new ArrayList<>()).add(id);
        }
        children.forEach((parent, list) -> list.sort(
                Comparator.comparing((String id) -> parent.equals("!recovered") ? "" : orders.getOrDefault(id, ""))
                        .thenComparing(Comparator.naturalOrder())));
        if (!lost.isEmpty()) {
            parents.put("!recovered", "");
            children.computeIfAbsent("", p -> new ArrayList<>()).add("!recovered");
        }
    }

    private boolean reachesRoot(String start, Set<String> ids) {
        Set<String> seen = new HashSet<>();
        String id = start;
        while (id != null && ids.contains(id) && seen.add(id)) {
            id = parents.get(id);
        }
        return id != null && id.isEmpty();
    }

    /** The tree of a view in the same form. */
    static Map<String, List<String>> childrenOf(SceneView view) {
        Map<String, List<String>> children = new TreeMap<>();
        List<NodeId> open = new ArrayList<>(List.of(NodeId.ROOT));
        while (!open.isEmpty()) {
            NodeId parent = open.removeLast();
            List<String> ids = new ArrayList<>();
            for (NodeId child : view.children(parent)) {
                ids.add(child.value());
                open.add(child);
                if (!parent.equals(view.parent(child))) {
                    throw new AssertionError("parent of " + child + ": " + view.parent(child) + ", child of " + parent);
                }
            }
            if (!ids.isEmpty()) {
                children.put(parent.value(), ids);
            }
        }
        return children;
    }
}
