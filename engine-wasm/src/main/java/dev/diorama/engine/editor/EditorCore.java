package dev.diorama.engine.editor;

import dev.diorama.engine.edit.Placement;
import dev.diorama.engine.edit.PointerInput;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.render.FrameStats;
import dev.diorama.engine.render.Output;
import dev.diorama.engine.replay.ReplayChange;
import dev.diorama.engine.sync.SyncClient;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.protocol.Message;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.RandomSource;
import dev.diorama.scene.schema.Rgb;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.scene.schema.Transform;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The editor without a browser: everything that the exported {@code Engine} does, in plain Java.
 *
 * <p>Single-threaded. Positions are in device pixels of the canvas from its top left, lengths in metres, times in seconds.
 * Calls throw {@link EditorException} when they cannot be done; nothing has changed then. What a call changes is told once, at its
 * end, through {@link EditorHost#changed}.
 */
public final class EditorCore {
    /** Modifier bit of pointer calls. */
    public static final int SHIFT = PointerInput.SHIFT;
    /** Modifier bit of pointer calls: Ctrl, or Cmd on a Mac. */
    public static final int CTRL = PointerInput.CTRL;
    /** Modifier bit of pointer calls. */
    public static final int ALT = 1 << 2;
    /** Modifier bit of pointer calls: the space bar is held. */
    public static final int SPACE = PointerInput.SPACE;

    /** A frame after a longer pause moves things as if it had been this long. */
    private static final float MAX_STEP = 0.25f;

    private final Parts parts;
    private final Changes changes;
    private final Gestures gestures;
    private final PointerInput pointer;
    private final Stage stage;
    private final Pulls pulls;
    private final Placement placement;
    private final RandomSource random;
    private final ReplayControl replay;
    private final ViewControl view;
    private final EditControl edits;

    /**
     * An editor of an empty scene that nobody is connected to.
     *
     * @param clientId a random uint32, unique among everybody who ever edits the scene
     */
    public EditorCore(EditorHost host, GpuDevice device, long clientId, LongSupplier clockMillis, RandomSource random) {
        this.random = random;
        parts = new Parts(host, device, clientId, clockMillis);
        changes = parts.changes;
        gestures = new Gestures(parts);
        pointer = new PointerInput(parts.camera, parts.gizmo, gestures);
        stage = new Stage(parts, pointer);
        view = new ViewControl(parts, pointer, gestures, stage);
        pulls = new Pulls(parts);
        placement = new Placement(parts.scene);
        edits = new EditControl(parts, pointer, placement, random);
        SceneFollower follower = new SceneFollower(parts, gestures);
        parts.scene.observe(follower);
        replay = new ReplayControl(parts, follower, clockMillis);
    }

    /** Takes the queued input, advances camera and presence, and draws if anything changed; the one call per frame. */
    public void renderFrame(float dt) {
        changes.enter();
        try {
            float step = dt > 0 ? Math.min(dt, MAX_STEP) : 0;
            pointer.flush();
            parts.presence.tick(step);
            replay.tick(step);
            stage.renderFrame(step);
        } finally {
            changes.exit();
        }
    }

    /** The canvas has this many device pixels. */
    public void resize(int width, int height) {
        parts.camera.resize(width, height);
        parts.renderer.resize(width, height);
    }

    /** A button went down (0 left, 1 middle, 2 right). Whether it took hold of a handle. */
    public boolean pointerDown(float x, float y, int button, int modifiers) {
        changes.enter();
        try {
            stage.placeGizmo();
            return pointer.down(x, y, button, modifiers);
        } finally {
            changes.exit();
        }
    }

    /** The pointer moved; the last move before a frame wins. */
    public void pointerMove(float x, float y, int buttons, int modifiers) {
        pointer.move(x, y, modifiers);
    }

    /** A button went up. */
    public void pointerUp(float x, float y, int button, int modifiers) {
        changes.enter();
        try {
            pointer.up(x, y, button, modifiers);
        } finally {
            changes.exit();
        }
    }

    /** Aborts what the pointer was doing: Escape, or the browser took the pointer away. */
    public void pointerCancel() {
        changes.enter();
        try {
            pointer.cancel();
        } finally {
            changes.exit();
        }
    }

    /** The wheel turned by this many pixels of scrolling. */
    public void wheel(float x, float y, float deltaY, int modifiers) {
        parts.camera.zoom(x, y, deltaY);
    }

    /** A socket to the room is open. */
    public void connectionOpened() {
        changes.enter();
        try {
            parts.sync.connectionOpened();
            parts.presence.connectionOpened();
        } finally {
            changes.exit();
        }
    }

    /** The socket is gone; edits are kept. */
    public void connectionClosed() {
        changes.enter();
        try {
            parts.sync.connectionClosed();
            parts.presence.connectionClosed();
        } finally {
            changes.exit();
        }
    }

    /** One message of the y-websocket protocol came in. */
    public void receive(byte[] message) {
        changes.enter();
        try {
            receive(SyncProtocol.decode(message));
        } catch (DecodeException e) {
            throw new EditorException(EditorException.Code.BAD_UPDATE, e);
        } finally {
            changes.exit();
        }
    }

    private void receive(Message message) throws DecodeException {
        switch (message) {
            case Message.AwarenessMessage awareness -> parts.presence.apply(awareness.update());
            case Message.QueryAwareness ignored -> parts.presence.answerQuery();
            default -> parts.sync.receive(message);
        }
        if (parts.settled) {
            parts.settled = false;
            parts.presence.acknowledged();
        }
    }

    /** Applies an update from this person's own store; the server gets of it what it lacks. */
    public void loadUpdate(byte[] update) {
        changes.enter();
        try {
            parts.sync.load(update);
        } catch (DecodeException e) {
            throw new EditorException(EditorException.Code.BAD_UPDATE, e);
        } finally {
            changes.exit();
        }
    }

    /** The whole document as one update. */
    public byte[] encodeState() {
        return parts.scene.doc().encodeStateAsUpdate();
    }

    /** Renews this person's presence while no frames are drawn (hidden page). */
    public void keepAlive() {
        changes.enter();
        try {
            parts.presence.keepAlive();
        } finally {
            changes.exit();
        }
    }

    /** Who this person is, for the others; the colour as {@code #rrggbb}. */
    public void setUser(String name, String color) {
        changes.enter();
        try {
            parts.presence.setUser(name, color);
        } finally {
            changes.exit();
        }
    }

    /** Adds a primitive ({@code box}, {@code sphere}, ...) where the camera looks, selects it, and returns its id. */
    public String addPrimitive(String primitive) {
        Primitive shape = Primitive.ofWireName(primitive);
        if (shape == null) {
            throw new EditorException(EditorException.Code.INVALID_EDIT, "unknown primitive: name=" + primitive);
        }
        parts.requireLive();
        Transform place = placement.onGround(shape, parts.camera.targetX(), parts.camera.targetZ());
        return add(NodeKind.MESH, shape, Placement.nameOf(shape), place);
    }

    /** Adds an empty group, selects it, and returns its id. */
    public String addGroup() {
        return add(NodeKind.GROUP, null, "Group", Transform.IDENTITY);
    }

    private String add(NodeKind kind, @Nullable Primitive primitive, String name, Transform place) {
        changes.enter();
        try {
            NodeId id = NodeId.random(random);
            String freeName = placement.freeName(name);
            parts.edit(new SceneEdit.AddNode(id, NodeId.ROOT, kind, primitive, freeName, place));
            if (parts.selection.replace(id)) {
                parts.selectionChanged();
            }
            return id.value();
        } finally {
            changes.exit();
        }
    }

    /** Deletes the selected nodes with all below them. */
    public void deleteSelection() {
        parts.requireLive();
        changes.enter();
        try {
            pointer.cancel();
            List<NodeId> ids = parts.selection.topmost(parts.scene);
            if (!ids.isEmpty()) {
                parts.edit(new SceneEdit.DeleteNodes(ids));
            }
        } finally {
            changes.exit();
        }
    }

    /** Takes back this person's last step that still has an effect. */
    public void undo() {
        parts.requireLive();
        changes.enter();
        try {
            pointer.cancel();
            parts.history.undo();
        } finally {
            changes.exit();
        }
    }

    /** Repeats what was taken back last. */
    public void redo() {
        parts.requireLive();
        changes.enter();
        try {
            pointer.cancel();
            parts.history.redo();
        } finally {
            changes.exit();
        }
    }

    public boolean canUndo() {
        return !parts.replaying && parts.history.canUndo();
    }

    public boolean canRedo() {
        return !parts.replaying && parts.history.canRedo();
    }

    /** Renames a node. */
    public void rename(String id, String name) {
        edit(new SceneEdit.SetName(new NodeId(id), name));
    }

    /** Sets a node's position relative to its parent. */
    public void setPosition(String id, float x, float y, float z) {
        edit(new SceneEdit.SetTransform(editable(id), transform(id).withPosition(x, y, z)));
    }

    /** Sets a node's rotation, a quaternion, relative to its parent. */
    public void setRotation(String id, float x, float y, float z, float w) {
        edit(new SceneEdit.SetTransform(editable(id), transform(id).withRotation(x, y, z, w)));
    }

    /** Sets a node's scale. */
    public void setScale(String id, float x, float y, float z) {
        edit(new SceneEdit.SetTransform(editable(id), transform(id).withScale(x, y, z)));
    }

    /** Sets a parameter of a primitive, such as {@code radius}. */
    public void setParameter(String id, String name, float value) {
        edit(new SceneEdit.SetGeometryParameter(new NodeId(id), name, value));
    }

    /** Sets the background colour, linear, 0 to 1. */
    public void setBackground(float red, float green, float blue) {
        edit(new SceneEdit.SetBackground(red, green, blue));
    }

    /** Renames the scene. */
    public void setSceneName(String name) {
        edit(new SceneEdit.SetSceneName(name));
    }

    private void edit(SceneEdit edit) {
        changes.enter();
        try {
            parts.edit(edit);
        } finally {
            changes.exit();
        }
    }

    private Transform transform(String id) {
        return parts.scene.node(editable(id)).transform();
    }

    private NodeId editable(String id) {
        parts.requireLive();
        return known(id);
    }

    private NodeId known(String id) {
        NodeId node = new NodeId(id);
        if (!parts.shown.contains(node)) {
            throw new EditorException(EditorException.Code.UNKNOWN_NODE, "no such node: id=" + id);
        }
        return node;
    }

    /** Selects a node. */
    public void select(String id, SelectMode mode) {
        changes.enter();
        try {
            NodeId node = known(id);
            boolean changed = switch (mode) {
                case REPLACE -> parts.selection.replace(node);
                case ADD -> parts.selection.add(node);
                case TOGGLE -> parts.selection.toggle(node);
            };
            if (changed) {
                pointer.cancel();
                parts.selectionChanged();
            }
        } finally {
            changes.exit();
        }
    }

    /** Selects nothing. */
    public void clearSelection() {
        changes.enter();
        try {
            if (parts.selection.clear()) {
                pointer.cancel();
                parts.selectionChanged();
            }
        } finally {
            changes.exit();
        }
    }

    /** Turns the camera to the selection, or to everything when nothing is selected. */
    public void frameSelection() {
        if (parts.selection.isEmpty()) {
            stage.frameAll();
        } else {
            stage.frame(parts.selection.ids());
        }
    }

    /** How many rows the scene tree shows. */
    public int treeRowCount() {
        return parts.rows.count();
    }

    /** The visible rows from {@code first}, at most {@code count}. */
    public List<TreeRow> treeRows(int first, int count) {
        return pulls.treeRows(first, count);
    }

    /** Opens or closes a row of the tree. */
    public void setExpanded(String id, boolean expanded) {
        changes.enter();
        try {
            if (parts.rows.setExpanded(new NodeId(id), expanded)) {
                changes.mark(Topic.TREE);
            }
        } finally {
            changes.exit();
        }
    }

    /** Opens what hides a node's row and returns the row's index. */
    public int revealInTree(String id) {
        changes.enter();
        try {
            NodeId node = known(id);
            if (parts.rows.openAncestors(node)) {
                changes.mark(Topic.TREE);
            }
            return parts.rows.indexOf(node);
        } finally {
            changes.exit();
        }
    }

    /** A node for the inspector; null when there is none (any more). */
    public @Nullable NodeInfo node(String id) {
        return pulls.node(new NodeId(id));
    }

    /** The ids of the selected nodes, in the order of selection. */
    public List<String> selection() {
        return Pulls.strings(parts.selection.ids());
    }

    /** Everybody in the room, this person first. */
    public List<PeerInfo> peers() {
        return pulls.peers();
    }

    /** How far this person's edits have come. */
    public SyncInfo syncInfo() {
        SyncClient sync = parts.sync;
        return new SyncInfo(sync.synced(), sync.connected(), sync.pending());
    }

    /** The scene as a whole. */
    public SceneInfo sceneInfo() {
        Rgb background = parts.shown.background();
        return new SceneInfo(
                parts.shown.sceneName(), new Vec3(background.r(), background.g(), background.b()), parts.shown.size());
    }

    /** Where a node's origin is drawn; null when it is behind the camera or unknown. */
    public @Nullable ScreenPoint screenPosition(String id) {
        return stage.screenPosition(new NodeId(id));
    }

    /** Where to grab a handle of the gizmo: 0 x, 1 y, 2 z, then those of the tool; null when there is none. */
    public @Nullable ScreenPoint gizmoHandle(int handle) {
        return stage.gizmoHandle(handle);
    }

    /** The canonical hash of the document: 64 hexadecimal digits. */
    public String stateHash() {
        return StateHash.of(parts.scene.doc());
    }

    /** Opens the replay: what is seen stays as it is until the first seek, and nothing can be edited. */
    public void openReplay() {
        changes.enter();
        try {
            pointer.cancel();
            replay.open();
        } finally {
            changes.exit();
        }
    }

    /** Adds entries of the log, each preceded by its length as 4 bytes, the lowest first. */
    public void appendReplay(byte[] entries) {
        changes.enter();
        try {
            replay.append(entries);
        } finally {
            changes.exit();
        }
    }

    /** The last sequence that can be shown. */
    public int replayEnd() {
        return replay.end();
    }

    /** The last sequence to which seeking is quick; frames read on until it is the end. */
    public int replayReady() {
        return replay.ready();
    }

    /** The sequence shown; -1 when the live scene is, and until the first seek. */
    public int replayPosition() {
        return replay.position();
    }

    /** Shows the scene as after an entry of the log; 0 is the empty scene. */
    public void seekReplay(int sequence) {
        changes.enter();
        try {
            replay.seek(sequence);
        } finally {
            changes.exit();
        }
    }

    /** What the entry did that led to what is shown. */
    public List<ReplayChange> replayChanges() {
        return replay.changes();
    }

    /** The canonical hash of the document at the sequence shown. */
    public String replayStateHash() {
        return replay.stateHash();
    }

    /** Makes the live document equal to the one shown, as one step of this person, and closes the replay. */
    public boolean restoreReplay() {
        changes.enter();
        try {
            return replay.restore();
        } finally {
            changes.exit();
        }
    }

    /** Back to the live scene. */
    public void closeReplay() {
        changes.enter();
        try {
            replay.close();
        } finally {
            changes.exit();
        }
    }

    /** Outlines nodes of the past for some time; ids that are not there do no harm. */
    public void flash(List<String> ids, String color, float seconds) {
        replay.flash(ids, color, seconds);
    }

    /** What is done to several nodes at once. */
    public EditControl edits() {
        return edits;
    }

    /** The tool, the camera, and what is shown. */
    public ViewControl view() {
        return view;
    }

    /**
     * Draws the scene off-screen and hands over RGBA bytes, top row first.
     *
     * @param behind 1 with grid, outlines and gizmo, 0 without, -1 with nothing behind the objects
     */
    public void renderImage(int width, int height, Output output, int behind, Consumer<byte[]> done) {
        changes.enter();
        try {
            parts.renderer.look(stage.compose());
        } finally {
            changes.exit();
        }
        parts.renderer.renderImage(width, height, output, behind, done);
    }

    /** What drawing has cost. */
    public FrameStats stats() {
        return parts.renderer.stats();
    }

    /** Ends the connection; the core must not be called afterwards. */
    public void free() {
        connectionClosed();
    }
}
