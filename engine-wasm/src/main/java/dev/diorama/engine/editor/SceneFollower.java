package dev.diorama.engine.editor;

import dev.diorama.scene.crdt.Transaction;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.Rgb;
import dev.diorama.scene.schema.SceneEvent;
import dev.diorama.scene.schema.SceneObserver;
import java.util.List;

/** Carries what changed in the document to the mirror, the rows and the topics; own edits and others' alike. */
final class SceneFollower implements SceneObserver {
    private final Parts parts;
    private final Gestures gestures;
    private boolean selectionShrank;

    SceneFollower(Parts parts, Gestures gestures) {
        this.parts = parts;
        this.gestures = gestures;
        showBackground();
        parts.mirror.rebuild(parts.shown);
    }

    @Override
    public void changed(List<SceneEvent> events, Transaction transaction) {
        if (!transaction.local()) {
            for (SceneEvent event : events) {
                if (event instanceof SceneEvent.RegisterChanged register && isTransform(register.key())) {
                    parts.presence.edited(register.node(), register.key().charAt(0));
                }
            }
        }
        if (parts.replaying) {
            return;
        }
        selectionShrank = false;
        show(events);
        if (parts.drag.active()) {
            parts.drag.othersChanged();
            gestures.showDrag();
        }
        if (selectionShrank) {
            parts.selectionChanged();
        }
    }

    private static boolean isTransform(String key) {
        return key.equals("p") || key.equals("r") || key.equals("s");
    }

    /** Takes over events of the scene that is seen. */
    void show(List<SceneEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        parts.mirror.apply(parts.shown, events);
        for (SceneEvent event : events) {
            follow(event);
        }
        parts.gizmoStale = true;
    }

    private void follow(SceneEvent event) {
        switch (event) {
            case SceneEvent.NodeCreated ignored -> structureChanged(Topic.SCENE);
            case SceneEvent.NodeMoved ignored -> structureChanged(Topic.NODE);
            case SceneEvent.NodeDeleted deleted -> {
                NodeId id = deleted.node();
                if (!parts.replaying) {
                    parts.rows.forget(id);
                    selectionShrank |= parts.selection.remove(id);
                }
                structureChanged(Topic.SCENE | Topic.NODE);
            }
            case SceneEvent.RegisterChanged register -> registerChanged(register);
            case SceneEvent.SceneChanged ignored -> {
                showBackground();
                parts.changes.mark(Topic.SCENE);
            }
            // A material came, went or changed.
            default -> parts.changes.mark(Topic.NODE);
        }
    }

    private void showBackground() {
        Rgb background = parts.shown.background();
        parts.renderer.setBackground(background.r(), background.g(), background.b());
    }

    private void structureChanged(int topics) {
        parts.rows.invalidate();
        parts.changes.mark(topics | Topic.TREE);
    }

    private void registerChanged(SceneEvent.RegisterChanged register) {
        String key = register.key();
        boolean inTree = key.equals("n") || key.equals("k") || key.equals("g") || key.equals("v");
        if (key.equals("n") || key.equals("v")) {
            parts.rows.invalidateSearch();
        }
        parts.changes.mark(inTree ? Topic.NODE | Topic.TREE : Topic.NODE);
    }
}
