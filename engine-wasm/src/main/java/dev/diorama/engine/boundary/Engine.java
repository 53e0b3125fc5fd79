package dev.diorama.engine.boundary;

import dev.diorama.bindgen.AtLeast;
import dev.diorama.bindgen.Completion;
import dev.diorama.bindgen.OneByOne;
import dev.diorama.bindgen.WebExport;
import dev.diorama.engine.editor.CameraFrame;
import dev.diorama.engine.editor.CameraInfo;
import dev.diorama.engine.editor.EditorCore;
import dev.diorama.engine.editor.EditorException;
import dev.diorama.engine.editor.EditorHost;
import dev.diorama.engine.editor.LightKind;
import dev.diorama.engine.editor.NodeInfo;
import dev.diorama.engine.editor.PeerCursor;
import dev.diorama.engine.editor.PeerInfo;
import dev.diorama.engine.editor.SceneInfo;
import dev.diorama.engine.editor.ScreenPoint;
import dev.diorama.engine.editor.SelectMode;
import dev.diorama.engine.editor.SyncInfo;
import dev.diorama.engine.editor.TreeRow;
import dev.diorama.engine.gizmo.Tool;
import dev.diorama.engine.render.FrameStats;
import dev.diorama.engine.render.Output;
import dev.diorama.engine.replay.ReplayChange;
import dev.diorama.engine.webgpu.GPU;
import dev.diorama.engine.webgpu.GpuCanvas;
import dev.diorama.engine.webgpu.WebGpuDevice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scene, its drawing, and everything a person does to it.
 *
 * <p>Edits by id throw an {@code EngineError}, {@code UNKNOWN_NODE} or {@code INVALID_EDIT}; nothing was changed then. While a replay is
 * open every edit, undo and redo throw {@code READ_ONLY}.
 */
@WebExport(
        npm = "@diorama/engine",
        description = "WebGPU scene engine and collaborative editor core: one Engine, one call per frame.",
        errors = ErrorCode.class)
public final class Engine {
    private final GpuCanvas canvas;
    private final EditorCore core;
    private final PendingImages images = new PendingImages();
    private WebGpuDevice device;
    private boolean freed;

    private Engine(GpuCanvas canvas, WebGpuDevice device, EditorHost host) {
        this.canvas = canvas;
        this.device = device;
        long clientId = Integer.toUnsignedLong(Browser.random());
        core = new EditorCore(host, device, clientId, System::currentTimeMillis, Browser::random);
    }

    /** Makes an engine that draws to a canvas, with the module loaded; fails with {@code NO_WEBGPU}, {@code NO_WASM_GC} or {@code LOAD_FAILED}. */
    public static void create(@OneByOne GpuCanvas canvas, EngineListeners listeners, Completion<Engine> done) {
        GPU gpu = Browser.gpu();
        DeviceWatch watch = new DeviceWatch(gpu, canvas, listeners);
        WebGpuDevice.request(gpu, canvas, watch)
                .then(device -> {
                    Engine engine = start(canvas, device, listeners);
                    watch.watch(engine);
                    done.done(engine);
                    return device;
                })
                .catchError(reason -> {
                    done.fail(DeviceWatch.failure(reason));
                    return null;
                });
    }

    private static Engine start(GpuCanvas canvas, WebGpuDevice device, EngineListeners listeners) {
        boolean started = false;
        try {
            Engine engine = new Engine(canvas, device, new Page(listeners));
            engine.resize(canvas.getWidth(), canvas.getHeight());
            started = true;
            return engine;
        } finally {
            if (!started) {
                device.destroy();
            }
        }
    }

    boolean freed() {
        return freed;
    }

    /** Goes on with another device. */
    void replace(WebGpuDevice another) {
        device = another;
        core.view().deviceReplaced(another);
    }

    /** Nothing that was asked of the device will come. */
    void deviceLost(RuntimeException reason) {
        images.fail(reason);
    }

    /** The one call per frame: moves the camera, draws what changed, renews presence. Seconds since the last call. */
    public void renderFrame(float dt) {
        core.renderFrame(dt);
    }

    /** The canvas has a new size, in device pixels. */
    public void resize(@AtLeast(0) int width, @AtLeast(0) int height) {
        if (canvas.getWidth() != width) {
            canvas.setWidth(width);
        }
        if (canvas.getHeight() != height) {
            canvas.setHeight(height);
        }
        core.resize(width, height);
    }

    /**
     * A button went down, 0 left, 1 middle, 2 right; {@code modifiers} is a bit mask: 1 shift, 2 control or command, 4 alt, 8 the space bar.
     * Says whether it took hold of a handle of the gizmo.
     */
    public boolean pointerDown(float x, float y, int button, int modifiers) {
        return core.pointerDown(x, y, button, modifiers);
    }

    /** The pointer moved; to (-1, -1) when it has left the canvas. {@code buttons} as {@code PointerEvent.buttons}. */
    public void pointerMove(float x, float y, int buttons, int modifiers) {
        core.pointerMove(x, y, buttons, modifiers);
    }

    /** A button went up. */
    public void pointerUp(float x, float y, int button, int modifiers) {
        core.pointerUp(x, y, button, modifiers);
    }

    /** The gesture under way ends without effect. */
    public void pointerCancel() {
        core.pointerCancel();
    }

    /** The wheel turned, or two fingers pinched: {@code deltaY} in pixels, positive = away from the scene. */
    public void wheel(float x, float y, float deltaY, int modifiers) {
        core.wheel(x, y, deltaY, modifiers);
    }

    /** The socket is open: the engine sends its state vector and its presence. */
    public void connectionOpened() {
        core.connectionOpened();
    }

    /** The socket is closed: others' presence is dropped. */
    public void connectionClosed() {
        core.connectionClosed();
    }

    /** One message from the socket; {@code BAD_UPDATE} when it is none, and nothing was changed. */
    public void receive(byte[] message) {
        core.receive(message);
    }

    /** One update from the local store, which the next handshake sends; {@code BAD_UPDATE} when it is none, and nothing was changed. */
    public void loadUpdate(byte[] update) {
        core.loadUpdate(update);
    }

    /** The whole document as one update. */
    public byte[] encodeState() {
        return core.encodeState();
    }

    /** Renews presence while no frame is drawn, for example because the page is hidden. */
    public void keepAlive() {
        core.keepAlive();
    }

    /** Who this is, for the others. {@code color} as {@code #rrggbb}. */
    public void setUser(String name, String color) {
        core.setUser(name, color);
    }

    /** Adds a shape in front of the camera, selects it and returns its id. */
    public String addPrimitive(Primitive primitive) {
        return core.addPrimitive(primitive.wireName());
    }

    /** Adds an empty group, selects it and returns its id. */
    public String addGroup() {
        return core.addGroup();
    }

    /** Adds a light above what the camera looks at, selects it and returns its id. */
    public String addLight(LightKind kind) {
        return core.edits().addLight(kind);
    }

    /** Adds a camera that sees what this person sees, selects it and returns its id. */
    public String addCamera() {
        return core.edits().addCamera();
    }

    /** Puts a camera, or any node, where this person looks from, with its -Z where they look. */
    public void placeAtView(String id) {
        core.edits().placeAtView(id);
    }

    /** Deletes what is selected, with everything inside. */
    public void deleteSelection() {
        core.deleteSelection();
    }

    /** Takes back this person's last step that still has an effect; others' changes stay. */
    public void undo() {
        core.undo();
    }

    /** Does again what was taken back last. */
    public void redo() {
        core.redo();
    }

    /** Whether there is a step to take back; topic {@code tool}. */
    public boolean canUndo() {
        return core.canUndo();
    }

    /** Whether there is a step to do again; topic {@code tool}. */
    public boolean canRedo() {
        return core.canRedo();
    }

    /** Names a node. */
    public void rename(String id, String name) {
        core.rename(id, name);
    }

    /** Moves a node, relative to its parent. */
    public void setPosition(String id, float x, float y, float z) {
        core.setPosition(id, x, y, z);
    }

    /** Turns a node, relative to its parent; unit quaternion. */
    public void setRotation(String id, float x, float y, float z, float w) {
        core.setRotation(id, x, y, z, w);
    }

    /** Scales a node, relative to its parent. */
    public void setScale(String id, float x, float y, float z) {
        core.setScale(id, x, y, z);
    }

    /** Sets a parameter of a shape: {@code radius}, {@code width}, {@code height} or {@code depth}. */
    public void setParameter(String id, String name, float value) {
        core.setParameter(id, name, value);
    }

    /** Sets the radius of a sphere. */
    public void setSphereRadius(String id, float radius) {
        core.setParameter(id, "radius", radius);
    }

    /** Sets the colour behind the scene, for everybody. */
    public void setBackground(float r, float g, float b) {
        core.setBackground(r, g, b);
    }

    /** Names the scene, for everybody. */
    public void setSceneName(String name) {
        core.setSceneName(name);
    }

    /** Puts nodes under another parent, before what is at {@code index} there without them; with {@code keepWorld} they stay where they are. */
    public void moveNodes(List<String> ids, String parent, @AtLeast(0) int index, boolean keepWorld) {
        core.edits().move(ids, parent, index, keepWorld);
    }

    /**
     * Writes values of the document as they are, in one transaction. Which there are is in docs/SCENE_FORMAT.md; what is out of range is clamped by
     * whoever reads it.
     *
     * @param edits JSON, a list of <code>{node, set}</code>, <code>{material, set}</code>, which adds it if it is not there, and <code>{node, parent, index, set}</code>
     * for a new node; {@code set} has the values by key, {@code null} takes one away
     */
    public void write(String edits) {
        core.edits().write(edits);
    }

    /** Nodes with all below them, all without ids, parents first, as JSON: a list of <code>{node, parent, set}</code>, see {@link #write}. */
    public String read(List<String> ids) {
        return core.edits().read(ids);
    }

    /** The materials of the scene as JSON: their values by id; topic {@code node}. */
    public String materials() {
        return core.edits().materials();
    }

    /** Edits up to {@link #endStep} are one step of undo; the one before, too, if it has the same key and was just now. */
    public void beginStep(String key) {
        core.edits().beginStep(key);
    }

    /** Ends what {@link #beginStep} began. */
    public void endStep() {
        core.edits().endStep();
    }

    /** Selects a node, adds it to the selection, or takes it out again. */
    public void select(String id, SelectMode mode) {
        core.select(id, mode);
    }

    /** Selects these and nothing else; ids that are not there are left out. */
    public void setSelection(List<String> ids) {
        core.edits().select(ids);
    }

    /** Selects nothing. */
    public void clearSelection() {
        core.clearSelection();
    }

    /** Moves the camera to show what is selected, or everything. */
    public void frameSelection() {
        core.frameSelection();
    }

    /** How many rows the tree has, given what is expanded. */
    public int treeRowCount() {
        return core.treeRowCount();
    }

    /** Rows {@code first} to {@code first + count - 1} of the tree, fewer at its end. */
    public List<TreeRow> treeRows(@AtLeast(0) int first, @AtLeast(0) int count) {
        return core.treeRows(first, count);
    }

    /** Opens or closes a row. */
    public void setExpanded(String id, boolean expanded) {
        core.setExpanded(id, expanded);
    }

    /** Opens or closes all rows. */
    public void expandAll(boolean expanded) {
        core.edits().expandAll(expanded);
    }

    /** Shows only what matches, with all above it: words of the name, {@code type:sph}, {@code is:hidden}, {@code is:locked}; "" shows all. */
    public void filterTree(String query) {
        core.edits().filter(query, null);
    }

    /** As {@link #filterTree}, but of what matches only these nodes. */
    public void filterTreeAmong(List<String> ids, String query) {
        core.edits().filter(query, ids);
    }

    /** Opens the rows around a node and returns the index of its own; -1 when there is none. */
    public int revealInTree(String id) {
        return core.revealInTree(id);
    }

    /** A node, or {@code null} when there is none with this id. */
    public @Nullable NodeInfo node(String id) {
        return core.node(id);
    }

    /** Ids of the selected nodes, in the order of their selection. */
    public List<String> selection() {
        return core.selection();
    }

    /** Everybody in the scene, this page included. */
    public List<PeerInfo> peers() {
        return core.peers();
    }

    /** How far this document and the server's agree. */
    public SyncInfo syncState() {
        return core.syncInfo();
    }

    /** Name, background and size of the scene. */
    public SceneInfo sceneInfo() {
        return core.sceneInfo();
    }

    /** Where a node's origin is on the canvas, in device pixels; {@code null} when it is behind the camera or unknown. */
    public @Nullable ScreenPoint screenPosition(String id) {
        return core.screenPosition(id);
    }

    /** Where a handle of the gizmo can be grabbed, in device pixels; {@code null} when there is no gizmo. */
    public @Nullable ScreenPoint gizmoHandle(Handle handle) {
        return core.gizmoHandle(handle.number());
    }

    /** Changes what the gizmo does, {@code move} at first; a drag by it is aborted. Topic {@code tool}. */
    public void setTool(Tool tool) {
        core.view().setTool(tool);
    }

    /** Whether the gizmo's axes are those of the world or of the node selected first; scaling is always along the nodes' own. */
    public void setToolSpace(ToolSpace space) {
        core.view().setLocal(space == ToolSpace.LOCAL);
    }

    /** Whether several nodes turn and scale about their common middle or each about its own origin. */
    public void setToolPivot(ToolPivot pivot) {
        core.view().setApart(pivot == ToolPivot.ORIGINS);
    }

    /** Whether drags snap (0.1 m, 15 degrees, 0.1) without Ctrl; Shift is the other way round. */
    public void setSnapping(boolean snapping) {
        core.view().setSnapping(snapping);
    }

    /** Whether what the pointer is over is outlined; off at first. */
    public void setHoverOutline(boolean hover) {
        core.view().setHover(hover);
    }

    /** What the canvas shows of the scene. */
    public void setOutput(Output output) {
        core.view().setOutput(output);
    }

    /** Without perspective, or with it; what is at the target keeps its size. */
    public void setOrthographic(boolean orthographic) {
        core.view().setOrthographic(orthographic);
    }

    /** Eases the camera to a direction, the short way: (0, 0) is the front, (π/2, 0) the right, (0, π/2) the top. */
    public void viewFrom(float yaw, float pitch) {
        core.view().viewFrom(yaw, pitch);
    }

    /** Looks from where another person looks until this one moves the camera or that one leaves; 0 is nobody. Topic {@code peers}. */
    public void follow(double clientId) {
        core.view().follow((long) clientId);
    }

    /** Whom this person follows; 0 is nobody. */
    public double followed() {
        return core.view().followed();
    }

    /** Looks through a camera node, wherever it goes, until this person moves the camera; an id that is no camera's ends it, too. */
    public void lookThrough(String camera) {
        core.view().lookThrough(camera);
    }

    /** What of the canvas is in the picture of the camera that is looked through; {@code null} while none is. Topic {@code camera}. */
    public @Nullable CameraFrame cameraFrame() {
        return core.view().cameraFrame();
    }

    /** Shows nothing of what the others select and point at, or shows it again; what they edit and drag is shown always. */
    public void setQuiet(boolean quiet) {
        core.view().setQuiet(quiet);
    }

    /** Draws these nodes with all below them no longer, for this person alone, and all others again. */
    public void hideHere(List<String> ids) {
        core.view().hideHere(ids);
    }

    /** Draws a fading trail with what the pointer is over, for everybody in the scene, or no longer. */
    public void setLaser(boolean laser) {
        core.view().setLaser(laser);
    }

    /** Where the names of the others belong who point at something in view; topic {@code cursors}. */
    public List<PeerCursor> cursors() {
        return core.view().cursors();
    }

    /** Flies until told otherwise, each way from -1 to 1 (to 4 in a hurry); all 0 stops. */
    public void fly(float right, float up, float forward) {
        core.view().fly(right, up, forward);
    }

    /** The camera; topic {@code camera} says when it is another. */
    public CameraInfo camera() {
        return core.view().camera();
    }

    /**
     * Opens the replay; topic {@code replay}. What is seen stands still, as it is now, until the first {@link #seekReplay}, and is
     * read-only: edits, undo and redo throw {@code READ_ONLY}, {@code canUndo} and {@code canRedo} are false, there is no gizmo, a gesture under way ends
     * without effect. Tree, {@code node}, {@code sceneInfo}, picking, selection and camera are those of the scene shown.
     *
     * <p>The live document goes on underneath: {@code receive}, {@code loadUpdate}, {@code encodeState}, {@code stateHash}, {@code syncState} and {@code peers} are about it.
     * The others see this person with nothing selected. Nothing happens if a replay is open.
     */
    public void openReplay() {
        core.openReplay();
    }

    /**
     * Adds entries of the scene's log, in order, the first of them entry {@code replayEnd() + 1}; topic {@code replay}. Costs no more than copying:
     * entries are read frame by frame, see {@link #replayReady}.
     *
     * @param updates the entries' bytes (Yjs updates, v1), each preceded by its length as 4 bytes, little-endian
     * @throws EditorException {@code BAD_UPDATE} when a length does not fit, nothing was added then; {@code INVALID_ARGUMENT} when no replay is open. An
     * entry that is no update is kept as one without effect.
     */
    public void appendReplay(byte[] updates) {
        core.appendReplay(updates);
    }

    /** The last sequence that can be shown; 0 before the first entry, or when no replay is open. */
    public int replayEnd() {
        return core.replayEnd();
    }

    /**
     * How far the log was read. {@code renderFrame} reads on, a few milliseconds each time, and topic {@code replay} tells of it, until this is
     * {@code replayEnd()}. Seeking up to here is quick, whichever way; seeking beyond reads what is missing at once.
     */
    public int replayReady() {
        return core.replayReady();
    }

    /** The sequence shown; -1 when the live scene is shown, and until the first seek. */
    public int replayPosition() {
        return core.replayPosition();
    }

    /**
     * Shows the scene as it was after an entry; 0 is the empty scene. Applied at once, drawn with the next frame; topic {@code replay}.
     * {@code INVALID_ARGUMENT} beyond {@code replayEnd()}, or when no replay is open.
     */
    public void seekReplay(@AtLeast(0) int sequence) {
        core.seekReplay(sequence);
    }

    /** What the entry did that led to what is shown, at most 1,000 things; empty at sequence 0 and when no replay is open. */
    public List<ReplayChange> replayChanges() {
        return core.replayChanges();
    }

    /**
     * SHA-256 of the document at the sequence shown, as {@link #stateHash}. May take long far away from where the last one was asked.
     * {@code INVALID_ARGUMENT} before the first seek, or when no replay is open.
     */
    public String replayStateHash() {
        return core.replayStateHash();
    }

    /**
     * Makes the live document equal to the one shown, as one step of this person that {@code undo} takes back, and closes the replay. Writes
     * only what differs. What others do meanwhile is merged, as with any edit.
     *
     * @return whether anything was different
     * @throws EditorException {@code INVALID_ARGUMENT} before the first seek, or when no replay is open; {@code INVALID_EDIT} for a scene of a newer version
     */
    public boolean restoreReplay() {
        return core.restoreReplay();
    }

    /** Back to the live scene, to the nodes selected before that are still there, if a replay is open; topic {@code replay}. The entries are dropped. */
    public void closeReplay() {
        core.closeReplay();
    }

    /**
     * Outlines these nodes for some time, in place of those it outlined before, in {@code #rrggbb}; only while a replay is open. Ids that are
     * not there do no harm.
     */
    public void flash(List<String> ids, String color, float seconds) {
        core.flash(ids, color, seconds);
    }

    /** SHA-256 of the document's meaning, 64 hexadecimal digits: equal for all who have the same edits. */
    public String stateHash() {
        return core.stateHash();
    }

    /** Draws the scene off screen: RGBA, 8 bits each, the top row first. */
    public void renderImage(
            @AtLeast(1) int width, @AtLeast(1) int height, ImageOptions options, Completion<byte[]> done) {
        images.request(done, rgba -> core.renderImage(width, height, options.output(), options.behind(), rgba));
    }

    /** Counters of the renderer. */
    public FrameStats stats() {
        return core.stats();
    }

    /** Gives back everything the engine holds. Further calls throw {@code FREED}; a second {@code free} does nothing. */
    public void free() {
        freed = true;
        images.forget();
        try {
            core.free();
        } finally {
            device.destroy();
        }
    }
}
