package dev.diorama.engine.editor;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.edit.DragInteraction;
import dev.diorama.engine.edit.GesturePath;
import dev.diorama.engine.edit.Selection;
import dev.diorama.engine.gizmo.TransformGizmo;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.outline.TreeRows;
import dev.diorama.engine.render.Renderer;
import dev.diorama.engine.scene.Motion;
import dev.diorama.engine.scene.SceneMirror;
import dev.diorama.engine.sync.Peer;
import dev.diorama.engine.sync.Presence;
import dev.diorama.engine.sync.SyncClient;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.schema.InvalidEditException;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

/** The parts of one editor and the wires between them. */
final class Parts implements SyncClient.Output, Presence.Output {
    final EditorHost host;
    final long clientId;
    final Changes changes;
    /** The live scene. */
    final SceneDoc scene;
    /** The scene that is seen; the live one unless a replay is open. */
    final ShownScene shown;

    final SceneMirror mirror;
    /** Another one after the graphics device was lost. */
    Renderer renderer;

    final OrbitCamera camera = new OrbitCamera();
    final TransformGizmo gizmo = new TransformGizmo(camera);
    final Selection selection = new Selection();
    final TreeRows rows;
    final DragInteraction drag;
    /** How the drag under way goes. */
    final GesturePath dragPath = new GesturePath();

    final LongSupplier clockMillis;
    final Tools tools;
    final SyncClient sync;
    final Presence presence;
    final History history;

    /** A replay is open: what is seen is past, and nothing can be edited. */
    boolean replaying;

    /** The person would rather not see what the others have selected. */
    boolean quiet;

    /** The person selected something else; set by whoever wants to know. */
    Runnable selectedOtherwise = () -> {};
    /** Selections that were not made in the picture. */
    int choices;

    /** The last own edit was acknowledged since this was last looked at. */
    boolean settled;

    /** Selections or colours changed since the outlines were made. */
    boolean outlinesStale = true;

    /** What the gizmo belongs to may have changed or moved since it was placed. */
    boolean gizmoStale = true;

    Parts(EditorHost host, GpuDevice device, long clientId, LongSupplier clockMillis) {
        this.host = host;
        this.clientId = clientId;
        this.clockMillis = clockMillis;
        changes = new Changes(host);
        scene = SceneDoc.of(YDoc.of(clientId));
        shown = new ShownScene(scene);
        mirror = new SceneMirror();
        renderer = new Renderer(device, mirror);
        rows = new TreeRows(shown);
        drag = new DragInteraction(scene);
        tools = new Tools(this);
        sync = new SyncClient(scene, this);
        presence = new Presence(clientId, clockMillis, this);
        history = new History(scene, clientId, clockMillis, changes);
    }

    /** Does what the person means, as one transaction. */
    void edit(SceneEdit edit) {
        requireLive();
        try {
            history.apply(edit);
        } catch (InvalidEditException e) {
            throw new EditorException(
                    e.reason() == InvalidEditException.Reason.UNKNOWN_NODE
                            ? EditorException.Code.UNKNOWN_NODE
                            : EditorException.Code.INVALID_EDIT,
                    e);
        }
    }

    /** Refuses to edit while the past is shown. */
    void requireLive() {
        if (replaying) {
            throw new EditorException(
                    EditorException.Code.READ_ONLY, "the scene shown is a past one: close the replay to edit");
        }
    }

    /** Makes the live document equal to another, as one step of this person; says whether that changed anything. */
    boolean restore(YDoc past) {
        try {
            return history.restore(past);
        } catch (InvalidEditException e) {
            throw new EditorException(EditorException.Code.INVALID_EDIT, e);
        }
    }

    /** The person selected something else; the others hear of it with the next frame, and a click that has no answer yet is outdated. */
    void selectionChanged() {
        choices++;
        selectionClicked();
    }

    /** Likewise, by a click: those after it count all the same. */
    void selectionClicked() {
        selectedOtherwise.run();
        selectionShown();
    }

    /** Another selection is shown. */
    void selectionShown() {
        outlinesStale = true;
        gizmoStale = true;
        changes.mark(Topic.SELECTION | Topic.TREE);
    }

    /** The others whose selections are shown: nobody's in the past, nor while the person wants quiet. */
    Collection<Peer> shownPeers() {
        return showsPeople() ? presence.peers() : List.of();
    }

    /** Whether others are seen at all. */
    boolean showsPeople() {
        return !replaying && !quiet;
    }

    @Override
    public void send(byte[] message) {
        host.send(message);
    }

    @Override
    public void localUpdate(byte[] update) {
        host.localUpdate(update, history.about());
    }

    @Override
    public void changed() {
        changes.mark(Topic.SYNC);
        settled |= sync.pending() == 0;
    }

    @Override
    public void peersChanged() {
        outlinesStale = true;
        changes.mark(Topic.PEERS | Topic.TREE);
    }

    @Override
    public void preview(int source, List<NodeId> ids, Motion motion) {
        if (ids.isEmpty()) {
            mirror.endPreview(source);
        } else {
            mirror.setPreview(source, ids, motion);
        }
        gizmoStale = true;
    }
}
