package dev.diorama.engine.editor;

import dev.diorama.scene.schema.Environment;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.Rgb;
import dev.diorama.scene.schema.SceneEntries;
import dev.diorama.scene.schema.SceneNode;
import dev.diorama.scene.schema.SceneView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scene that the person sees: the live one, or a past one while a replay is open. */
final class ShownScene implements SceneView {
    private SceneView view;
    private int switches;

    ShownScene(SceneView view) {
        this.view = view;
    }

    /** From now on this one is seen. */
    void show(SceneView newView) {
        if (!view.equals(newView)) {
            view = newView;
            switches++;
        }
    }

    /** Another number whenever it is another scene. */
    int switches() {
        return switches;
    }

    @Override
    public boolean contains(NodeId id) {
        return view.contains(id);
    }

    @Override
    public @Nullable NodeId parent(NodeId id) {
        return view.parent(id);
    }

    @Override
    public List<NodeId> children(NodeId id) {
        return view.children(id);
    }

    @Override
    public SceneNode node(NodeId id) {
        return view.node(id);
    }

    @Override
    public int size() {
        return view.size();
    }

    @Override
    public SceneEntries entries() {
        return view.entries();
    }

    @Override
    public Environment environment() {
        return view.environment();
    }

    @Override
    public Rgb background() {
        return view.background();
    }

    @Override
    public String sceneName() {
        return view.sceneName();
    }
}
