package dev.diorama.scene.schema;

import dev.diorama.scene.schema.SceneEvent.EntryChanged;
import dev.diorama.scene.schema.SceneEvent.EntryCreated;
import dev.diorama.scene.schema.SceneEvent.EntryDeleted;
import dev.diorama.scene.schema.SceneEvent.NodeCreated;
import dev.diorama.scene.schema.SceneEvent.NodeDeleted;
import dev.diorama.scene.schema.SceneEvent.NodeMoved;
import dev.diorama.scene.schema.SceneEvent.RegisterChanged;
import dev.diorama.scene.schema.SceneEvent.SceneChanged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one scene differs from another: for each node that is not the same in both, what it is in the one and in the other.
 *
 * <p>Holds for both directions, adds up with the difference that follows, and gives the ordinary events. Immutable. Rules S96 to S98.
 */
public final class SceneDiff {

    /** Between two scenes that are the same. */
    public static final SceneDiff NONE = new SceneDiff(new Change[0], Registers.EMPTY, Registers.EMPTY, List.of());

    private final Change[] changes;
    private final Registers sceneBefore;
    private final Registers sceneAfter;
    private final List<EntryChange> entries;

    private SceneDiff(Change[] changes, Registers sceneBefore, Registers sceneAfter, List<EntryChange> entries) {
        this.changes = changes;
        this.sceneBefore = sceneBefore;
        this.sceneAfter = sceneAfter;
        this.entries = entries;
    }

    /** A difference of these nodes and entries; those that are the same before and after are left out. */
    static SceneDiff of(
            Iterable<Change> all, Registers sceneBefore, Registers sceneAfter, Iterable<EntryChange> allEntries) {
        List<Change> real = new ArrayList<>();
        for (Change change : all) {
            if (!NodeState.same(change.before, change.after)) {
                real.add(change);
            }
        }
        boolean sceneSame = sceneBefore.sameAs(sceneAfter);
        List<EntryChange> realEntries = new ArrayList<>();
        for (EntryChange change : allEntries) {
            if (!EntryChange.same(change.before, change.after)) {
                realEntries.add(change);
            }
        }
        realEntries.sort(Comparator.comparing(EntryChange::key));
        if (real.isEmpty() && sceneSame && realEntries.isEmpty()) {
            return NONE;
        }
        Registers none = Registers.EMPTY;
        return new SceneDiff(
                real.toArray(new Change[0]),
                sceneSame ? none : sceneBefore,
                sceneSame ? none : sceneAfter,
                realEntries);
    }

    /** What leads from one scene to another; costs what both hold. */
    public static SceneDiff between(FlatScene from, FlatScene to) {
        List<Change> all = new ArrayList<>();
        for (NodeId id : from.ids()) {
            NodeState before = from.state(id);
            NodeState after = to.state(id);
            if (!NodeState.same(before, after)) {
                all.add(new Change(id, before, after));
            }
        }
        for (NodeId id : to.ids()) {
            if (from.state(id) == null) {
                all.add(new Change(id, null, to.state(id)));
            }
        }
        List<EntryChange> entries = new ArrayList<>();
        for (SceneEntries.Key key : from.entries().keys()) {
            entries.add(new EntryChange(
                    key,
                    from.entries().registers(key.kind(), key.id()),
                    to.entries().registers(key.kind(), key.id())));
        }
        for (SceneEntries.Key key : to.entries().keys()) {
            if (!from.entries().contains(key.kind(), key.id())) {
                entries.add(new EntryChange(key, null, to.entries().registers(key.kind(), key.id())));
            }
        }
        return of(all, from.registers(), to.registers(), entries);
    }

    /** The sum of differences, each of which begins where the one before it ends. */
    public static SceneDiff sum(Iterable<SceneDiff> steps) {
        Map<NodeId, Course> courses = new HashMap<>();
        List<Course> inOrder = new ArrayList<>();
        Registers before = Registers.EMPTY;
        Registers after = Registers.EMPTY;
        boolean sceneChanged = false;
        Map<SceneEntries.Key, EntryChange> entries = new LinkedHashMap<>();
        for (SceneDiff step : steps) {
            for (EntryChange change : step.entries) {
                EntryChange earlier = entries.get(change.key);
                entries.put(
                        change.key,
                        earlier == null ? change : new EntryChange(change.key, earlier.before, change.after));
            }
            for (Change change : step.changes) {
                Course course = courses.get(change.node);
                if (course == null) {
                    course = new Course(change);
                    courses.put(change.node, course);
                    inOrder.add(course);
                }
                course.after = change.after;
            }
            if (step.changesScene()) {
                before = sceneChanged ? before : step.sceneBefore;
                after = step.sceneAfter;
                sceneChanged = true;
            }
        }
        List<Change> sum = new ArrayList<>(inOrder.size());
        for (Course course : inOrder) {
            sum.add(new Change(course.first.node, course.first.before, course.after));
        }
        return of(sum, before, after, entries.values());
    }

    /** The way back. */
    public SceneDiff reversed() {
        Change[] back = new Change[changes.length];
        for (int i = 0; i < back.length; i++) {
            back[i] = new Change(changes[i].node, changes[i].after, changes[i].before);
        }
        List<EntryChange> backEntries = new ArrayList<>();
        for (EntryChange change : entries) {
            backEntries.add(new EntryChange(change.key, change.after, change.before));
        }
        return new SceneDiff(back, sceneAfter, sceneBefore, backEntries);
    }

    /** Whether both scenes are the same. */
    public boolean isEmpty() {
        return changes.length == 0 && entries.isEmpty() && !changesScene();
    }

    /** The name that a node of this difference had before; empty if it wasn't there. */
    public String nameBefore(NodeId id) {
        for (Change change : changes) {
            if (change.node.equals(id) && change.before != null) {
                return id.equals(NodeId.RECOVERED)
                        ? NodeReader.recovered().name()
                        : NodeReader.read(id, change.before.registers()).name();
            }
        }
        return "";
    }

    Change[] changes() {
        return changes;
    }

    List<EntryChange> entries() {
        return entries;
    }

    boolean changesScene() {
        return sceneBefore != sceneAfter;
    }

    Registers sceneAfter() {
        return sceneAfter;
    }

    /**
     * The events that lead from the one scene to the other, in the order of rule S74.
     *
     * @param either one of the two: what did not change is read from it
     */
    public List<SceneEvent> events(FlatScene either) {
        if (isEmpty()) {
            return List.of();
        }
        List<Change> created = new ArrayList<>();
        List<Change> moved = new ArrayList<>();
        List<Change> rewritten = new ArrayList<>();
        List<Change> deleted = new ArrayList<>();
        for (Change change : changes) {
            if (change.before == null) {
                created.add(change);
            } else if (change.after == null) {
                deleted.add(change);
            } else {
                if (!change.before.samePlace(change.after)) {
                    moved.add(change);
                }
                if (change.before.registers() != change.after.registers()) {
                    rewritten.add(change);
                }
            }
        }
        List<SceneEvent> events = new ArrayList<>();
        List<SceneEvent> entriesChanged = new ArrayList<>();
        List<SceneEvent> entriesDeleted = new ArrayList<>();
        for (EntryChange change : entries) {
            change.addEvents(events, entriesChanged, entriesDeleted);
        }
        Depths after = new Depths(either, true);
        after.sort(created, 1);
        for (Change change : created) {
            NodeState now = real(change.after);
            events.add(new NodeCreated(change.node, now.parent(), now.order()));
        }
        after.sort(moved, 1);
        for (Change change : moved) {
            NodeState was = real(change.before);
            NodeState now = real(change.after);
            events.add(new NodeMoved(change.node, was.parent(), now.parent(), was.order(), now.order()));
        }
        rewritten.sort(Comparator.comparing(change -> change.node));
        for (Change change : rewritten) {
            Registers.compare(
                    real(change.before).registers(),
                    real(change.after).registers(),
                    (key, was, now) -> events.add(new RegisterChanged(change.node, key, was, now)));
        }
        Registers.compare(sceneBefore, sceneAfter, (key, was, now) -> events.add(new SceneChanged(key, was, now)));
        events.addAll(entriesChanged);
        new Depths(either, false).sort(deleted, -1);
        for (Change change : deleted) {
            events.add(new NodeDeleted(change.node, real(change.before).parent()));
        }
        events.addAll(entriesDeleted);
        return events;
    }

    private static NodeState real(@Nullable NodeState state) {
        if (state == null) {
            throw new IllegalStateException("a change without the side that it was sorted by");
        }
        return state;
    }

    /** A material, asset or comment on both sides; null where it isn't there. */
    record EntryChange(
            SceneEntries.Key key,
            @Nullable Registers before,
            @Nullable Registers after) {

        static boolean same(@Nullable Registers a, @Nullable Registers b) {
            return (a == null || b == null) ? a == b : a.sameAs(b);
        }

        /** Adds the events of the way from before to after. */
        void addEvents(List<SceneEvent> created, List<SceneEvent> changed, List<SceneEvent> deleted) {
            if (before == null) {
                if (after != null) {
                    created.add(new EntryCreated(key.kind(), key.id()));
                }
            } else if (after == null) {
                deleted.add(new EntryDeleted(key.kind(), key.id()));
            } else {
                Registers.compare(
                        before,
                        after,
                        (register, was, now) ->
                                changed.add(new EntryChanged(key.kind(), key.id(), register, was, now)));
            }
        }
    }

    /** A node on both sides; null where it isn't there. */
    record Change(
            NodeId node,
            @Nullable NodeState before,
            @Nullable NodeState after) {

        @Nullable NodeState side(boolean isAfter) {
            return isAfter ? after : before;
        }
    }

    /** What happens to a node over several steps. */
    private static final class Course {
        final Change first;

        @Nullable NodeState after;

        Course(Change first) {
            this.first = first;
        }
    }

    /** How deep nodes hang in one of the two trees. */
    private final class Depths {
        private final FlatScene unchanged;
        private final boolean isAfter;
        private final Map<NodeId, Change> changed = new HashMap<>();
        private final Map<NodeId, Integer> known = new HashMap<>();

        Depths(FlatScene unchanged, boolean isAfter) {
            this.unchanged = unchanged;
            this.isAfter = isAfter;
        }

        /** By depth, then by id; the top first, or the deepest first if {@code sign} is negative. */
        void sort(List<Change> list, int sign) {
            if (list.size() < 2) {
                return;
            }
            if (changed.isEmpty()) {
                Arrays.asList(changes).forEach(change -> changed.put(change.node, change));
            }
            Map<NodeId, Integer> depths = new HashMap<>();
            for (Change change : list) {
                depths.put(change.node, sign * depth(change.node));
            }
            list.sort((a, b) -> {
                int order = Integer.compare(depths.getOrDefault(a.node, 0), depths.getOrDefault(b.node, 0));
                return order != 0 ? order : a.node.compareTo(b.node);
            });
        }

        private int depth(NodeId start) {
            List<NodeId> way = new ArrayList<>();
            int depth = 0;
            for (NodeId at = start; !at.equals(NodeId.ROOT); at = parent(at)) {
                Integer there = known.get(at);
                if (there != null) {
                    depth = there;
                    break;
                }
                way.add(at);
            }
            for (int i = way.size() - 1; i >= 0; i--) {
                known.put(way.get(i), ++depth);
            }
            return depth;
        }

        private NodeId parent(NodeId id) {
            Change change = changed.get(id);
            NodeState state = change == null ? unchanged.state(id) : change.side(isAfter);
            return state == null ? NodeId.ROOT : state.parent();
        }
    }
}
