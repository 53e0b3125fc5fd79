package dev.diorama.scene.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.Transaction;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A copy of the view that lives on events alone and is strict about them: rules S74 to S77. */
final class SceneMirror implements SceneObserver {

    private SceneDoc scene;
    private final Map<NodeId, NodeId> parents = new HashMap<>();
    private final Map<NodeId, String> orders = new HashMap<>();
    private final Map<NodeId, Map<String, AnyValue>> registers = new HashMap<>();
    private final Map<SceneEntries.Key, Map<String, AnyValue>> entries = new TreeMap<>();
    private final Map<String, AnyValue> meta;
    int transactions;

    /** A mirror of a scene that is empty so far. */
    SceneMirror(SceneDoc scene) {
        this.scene = scene;
        assertThat(scene.size()).isZero();
        meta = plain(scene.doc().map("meta"), false);
        scene.observe(this);
    }

    @Override
    public void changed(List<SceneEvent> events, Transaction transaction) {
        assertThat(events).isNotEmpty();
        take(events);
        transactions++;
        check();
    }

    /** Takes events that lead to another document. */
    void follow(List<SceneEvent> events, SceneDoc to) {
        scene = to;
        take(events);
        check();
    }

    private void take(List<SceneEvent> events) {
        int phase = 0;
        for (SceneEvent event : events) {
            int now = switch (event) {
                case SceneEvent.EntryCreated created -> createEntry(created);
                case SceneEvent.EntryChanged changed -> {
                    Map<String, AnyValue> of = entries.get(new SceneEntries.Key(changed.kind(), changed.id()));
                    change(Objects.requireNonNull(of), changed.key(), changed.oldValue(), changed.newValue());
                    yield 5;
                }
                case SceneEvent.EntryDeleted deleted -> {
                    assertThat(entries.remove(new SceneEntries.Key(deleted.kind(), deleted.id())))
                            .isNotNull();
                    yield 7;
                }
                case SceneEvent.NodeCreated created -> create(created);
                case SceneEvent.NodeMoved moved -> move(moved);
                case SceneEvent.RegisterChanged changed -> {
                    change(registers(changed.node()), changed.key(), changed.oldValue(), changed.newValue());
                    yield 3;
                }
                case SceneEvent.SceneChanged changed -> {
                    change(meta, changed.key(), changed.oldValue(), changed.newValue());
                    yield 4;
                }
                case SceneEvent.NodeDeleted deleted -> delete(deleted);
            };
            assertThat(now).as("order of kinds").isGreaterThanOrEqualTo(phase);
            phase = now;
        }
    }

    private int create(SceneEvent.NodeCreated created) {
        assertThat(parents).doesNotContainKey(created.node());
        assertExists(created.parent());
        parents.put(created.node(), created.parent());
        orders.put(created.node(), created.order());
        registers.put(created.node(), inDocument(created.node()));
        return 1;
    }

    private int move(SceneEvent.NodeMoved moved) {
        assertThat(parents).containsEntry(moved.node(), moved.oldParent());
        assertThat(orders).containsEntry(moved.node(), moved.oldOrder());
        assertExists(moved.newParent());
        assertThat(moved.oldParent().equals(moved.newParent())
                        && moved.oldOrder().equals(moved.newOrder()))
                .isFalse();
        parents.put(moved.node(), moved.newParent());
        orders.put(moved.node(), moved.newOrder());
        int steps = 0;
        for (NodeId above = moved.newParent(); !above.equals(NodeId.ROOT); above = parentOf(above)) {
            assertThat(steps++).as("a cycle on the way").isLessThan(parents.size());
        }
        return 2;
    }

    private int createEntry(SceneEvent.EntryCreated created) {
        SceneEntries.Key key = new SceneEntries.Key(created.kind(), created.id());
        assertThat(entries.put(key, shown(key))).isNull();
        return 0;
    }

    /** What the view says, for the checks of the view against the document see {@code SceneEntriesTest}. */
    private Map<String, AnyValue> shown(SceneEntries.Key key) {
        Registers registers = scene.entries().registers(key.kind(), key.id());
        return new TreeMap<>(Objects.requireNonNull(registers).asMap());
    }

    private int delete(SceneEvent.NodeDeleted deleted) {
        assertThat(parents).containsEntry(deleted.node(), deleted.parent()).doesNotContainValue(deleted.node());
        parents.remove(deleted.node());
        orders.remove(deleted.node());
        registers.remove(deleted.node());
        return 6;
    }

    private static void change(
            Map<String, AnyValue> of, String key, @Nullable AnyValue oldValue, @Nullable AnyValue newValue) {
        assertThat(of.get(key)).isEqualTo(oldValue);
        assertThat(Objects.equals(oldValue, newValue)).isFalse();
        if (newValue == null) {
            of.remove(key);
        } else {
            of.put(key, newValue);
        }
    }

    /** Compares with the view and with the document. */
    void check() {
        Map<String, List<String>> children = new TreeMap<>();
        parents.forEach((node, parent) ->
                children.computeIfAbsent(parent.value(), p -> new ArrayList<>()).add(node.value()));
        Comparator<String> byOrder = Comparator.comparing("!recovered"::equals);
        byOrder = byOrder.thenComparing(id -> Objects.requireNonNull(orders.get(new NodeId(id))))
                .thenComparing(Comparator.naturalOrder());
        for (List<String> list : children.values()) {
            list.sort(byOrder);
        }
        assertThat(children).isEqualTo(ReferenceTree.childrenOf(scene));
        assertThat(parents).hasSize(scene.size());
        registers.forEach((node, mine) -> assertThat(mine).isEqualTo(inDocument(node)));
        assertThat(meta).isEqualTo(plain(scene.doc().map("meta"), false));
        assertThat(new ArrayList<>(entries.keySet())).isEqualTo(scene.entries().keys());
        entries.forEach((key, mine) -> assertThat(mine).isEqualTo(shown(key)));
    }

    private Map<String, AnyValue> inDocument(NodeId node) {
        YMap map =
                node.equals(NodeId.RECOVERED) ? null : scene.doc().map("nodes").map(node.value());
        return map == null ? new TreeMap<>() : plain(map, true);
    }

    private Map<String, AnyValue> registers(NodeId node) {
        return Objects.requireNonNull(registers.get(node), "registers of " + node);
    }

    private NodeId parentOf(NodeId node) {
        return Objects.requireNonNull(parents.get(node), "parent of " + node);
    }

    private void assertExists(NodeId parent) {
        assertThat(parent.equals(NodeId.ROOT) || parents.containsKey(parent)).isTrue();
    }

    private static Map<String, AnyValue> plain(YMap map, boolean node) {
        Map<String, AnyValue> values = new TreeMap<>();
        for (String key : map.keys()) {
            AnyValue value = map.any(key);
            if (value != null && !key.startsWith("@") && !(node && key.equals("o"))) {
                values.put(key, value);
            }
        }
        return values;
    }
}
