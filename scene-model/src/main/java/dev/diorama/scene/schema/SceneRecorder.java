package dev.diorama.scene.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes down what happens to a scene as differences, which can be played forward and back without the document. */
public final class SceneRecorder {

    private final SceneDoc scene;
    private final Map<NodeId, NodeState> states = new HashMap<>();
    private final Set<NodeId> touched = new LinkedHashSet<>();
    private final Map<SceneEntries.Key, Registers> entries = new HashMap<>();
    private final Set<SceneEntries.Key> touchedEntries = new LinkedHashSet<>();
    private Registers sceneRegisters;

    private SceneRecorder(SceneDoc scene) {
        this.scene = scene;
        for (NodeId id : scene.ids()) {
            NodeState state = scene.state(id);
            if (state != null) {
                states.put(id, state);
            }
        }
        sceneRegisters = scene.sceneRegisters();
        for (SceneEntries.Key key : scene.entries().keys()) {
            remember(key);
        }
        scene.observe((events, transaction) -> {
            for (SceneEvent event : events) {
                touch(event);
            }
        });
    }

    /** Begins to record. */
    public static SceneRecorder of(SceneDoc scene) {
        return new SceneRecorder(scene);
    }

    private void touch(SceneEvent event) {
        switch (event) {
            case SceneEvent.NodeCreated e -> touched.add(e.node());
            case SceneEvent.NodeDeleted e -> touched.add(e.node());
            case SceneEvent.NodeMoved e -> touched.add(e.node());
            case SceneEvent.RegisterChanged e -> touched.add(e.node());
            case SceneEvent.EntryCreated e -> touchedEntries.add(new SceneEntries.Key(e.kind(), e.id()));
            case SceneEvent.EntryChanged e -> touchedEntries.add(new SceneEntries.Key(e.kind(), e.id()));
            case SceneEvent.EntryDeleted e -> touchedEntries.add(new SceneEntries.Key(e.kind(), e.id()));
            case SceneEvent.SceneChanged ignored -> {
                // Found by comparison.
            }
        }
    }

    /** What has happened since the last call. */
    public SceneDiff take() {
        Registers sceneBefore = sceneRegisters;
        sceneRegisters = scene.sceneRegisters();
        if (touched.isEmpty() && touchedEntries.isEmpty() && sceneBefore == sceneRegisters) {
            return SceneDiff.NONE;
        }
        List<SceneDiff.Change> changes = new ArrayList<>(touched.size());
        for (NodeId id : touched) {
            NodeState before = states.get(id);
            NodeState after = scene.state(id);
            if (after == null) {
                states.remove(id);
            } else {
                if (before != null) {
                    after = new NodeState(
                            after.parent(), after.order(), after.registers().sharing(before.registers()));
                }
                states.put(id, after);
            }
            changes.add(new SceneDiff.Change(id, before, after));
        }
        touched.clear();
        List<SceneDiff.EntryChange> entryChanges = new ArrayList<>();
        for (SceneEntries.Key key : touchedEntries) {
            Registers before = entries.get(key);
            entryChanges.add(new SceneDiff.EntryChange(key, before, remember(key)));
        }
        touchedEntries.clear();
        return SceneDiff.of(changes, sceneBefore, sceneRegisters, entryChanges);
    }

    private @Nullable Registers remember(SceneEntries.Key key) {
        Registers now = scene.entries().registers(key.kind(), key.id());
        if (now == null) {
            entries.remove(key);
        } else {
            entries.put(key, now);
        }
        return now;
    }
}
