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
        Rgb background = parts.scene.background();
        parts.renderer.setBackground(background.r(), background.g(), background.b());
        parts.mirror.rebuild(parts.scene);
    }

    @Override
    public void changed(List<SceneEvent> events, Transaction transaction) {
        selectionShrank = false;
        parts.mirror.apply(parts.scene, events);
        for (SceneEvent event : events) {
            follow(event, transaction.local());
        }
        parts.gizmoStale = true;
        if (parts.drag.active()) {
            gestures.showDrag();
        }
        if (selectionShrank) {
            parts.selectionChanged();
        }
    }

    private void follow(SceneEvent event, boolean local) {
        switch (event) {
            case SceneEvent.NodeCreated ignored -> structureChanged(Topic.SCENE);
            case SceneEvent.NodeMoved ignored -> structureChanged(Topic.NODE);
            case SceneEvent.NodeDeleted deleted -> {
                NodeId id = deleted.node();
                parts.rows.forget(id);
                selectionShrank |= parts.selection.remove(id);
                structureChanged(Topic.SCENE | Topic.NODE);
            }
            case SceneEvent.RegisterChanged register -> registerChanged(register, local);
            case SceneEvent.SceneChanged ignored -> {
                Rgb background = parts.scene.background();
                parts.renderer.setBackground(background.r(), background.g(), background.b());
                parts.changes.mark(Topic.SCENE);
            }
        }
    }

    private void structureChanged(int topics) {
        parts.rows.invalidate();
        parts.changes.mark(topics | Topic.TREE);
    }

    private void registerChanged(SceneEvent.RegisterChanged register, boolean local) {
        String key = register.key();
        boolean inTree = key.equals("n") || key.equals("k") || key.equals("g");
        parts.changes.mark(inTree ? Topic.NODE | Topic.TREE : Topic.NODE);
        if (key.equals("p") && !local) {
            parts.presence.edited(register.node());
        }
    }
}
