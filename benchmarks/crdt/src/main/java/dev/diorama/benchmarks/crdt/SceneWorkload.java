package dev.diorama.benchmarks.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.List;

/** A scene of nodes with nine properties each, and edits of single properties; as {@code node/workload.mjs} makes them. */
final class SceneWorkload {

    private static final String[] KINDS = {"mesh", "group", "light", "camera"};

    private SceneWorkload() {}

    /** One node and its properties in the order in which they are set. */
    record Node(String id, List<Edit> properties) {}

    /** One property of one node, set. */
    record Edit(String id, String key, AnyValue value) {}

    static List<Node> nodes(int count) {
        Mulberry random = new Mulberry(1234);
        List<Node> nodes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String id = nodeId(i);
            List<Edit> properties = new ArrayList<>(9);
            properties.add(new Edit(id, "name", AnyValue.of("node " + i)));
            properties.add(new Edit(id, "kind", AnyValue.of(KINDS[random.below(4)])));
            properties.add(new Edit(id, "parent", AnyValue.of(i == 0 ? "" : nodeId(random.below(i)))));
            properties.add(new Edit(id, "ord", AnyValue.of(random.word(6, 6))));
            properties.add(new Edit(id, "pos", vector(1, random)));
            properties.add(new Edit(id, "rot", numbers(0, 0, 0, 1)));
            properties.add(new Edit(id, "scl", numbers(1, 1, 1)));
            properties.add(new Edit(id, "mat", AnyValue.of("m" + random.below(64))));
            properties.add(new Edit(id, "vis", AnyValue.of(true)));
            nodes.add(new Node(id, properties));
        }
        return nodes;
    }

    static List<Edit> edits(int nodes, int count) {
        Mulberry random = new Mulberry(99);
        List<Edit> edits = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String id = nodeId(random.below(nodes));
            int kind = random.below(10);
            if (kind < 6) {
                edits.add(new Edit(id, "pos", vector(1, random)));
            } else if (kind < 8) {
                edits.add(new Edit(id, "rot", rotation(random)));
            } else if (kind < 9) {
                edits.add(new Edit(id, "mat", AnyValue.of("m" + random.below(64))));
            } else {
                edits.add(new Edit(id, "vis", AnyValue.of(random.below(2) == 1)));
            }
        }
        return edits;
    }

    private static AnyValue rotation(Mulberry random) {
        return numbers(coordinate(random) / 100, coordinate(random) / 100, coordinate(random) / 100, 1);
    }

    private static AnyValue vector(double divisor, Mulberry random) {
        return numbers(coordinate(random) / divisor, coordinate(random) / divisor, coordinate(random) / divisor);
    }

    private static AnyValue numbers(double... values) {
        List<AnyValue> list = new ArrayList<>(values.length);
        for (double value : values) {
            list.add(AnyValue.of(value));
        }
        return AnyValue.list(list);
    }

    private static double coordinate(Mulberry random) {
        return Math.floor((random.next() / 4294967296.0 - 0.5) * 200 * 1000 + 0.5) / 1000;
    }

    static String nodeId(int index) {
        String digits = Integer.toString(index, 36);
        return "n" + "00000".substring(Math.min(5, digits.length())) + digits;
    }
}
