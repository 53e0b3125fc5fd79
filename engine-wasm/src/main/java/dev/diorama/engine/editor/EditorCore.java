package dev.diorama.engine.editor;

import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.scene.schema.RandomSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The editor without a browser: everything that the exported {@code Engine} does, in plain Java.
 *
 * <p>Single-threaded. Positions are in device pixels of the canvas from its top left, lengths in metres, times in seconds.
 * Calls throw {@link EditorException} when they cannot be done; nothing has changed then.
 */
public final class EditorCore {
    /** Modifier bit of pointer calls. */
    public static final int SHIFT = 1;
    /** Modifier bit of pointer calls: Ctrl, or Cmd on a Mac. */
    public static final int CTRL = 1 << 1;
    /** Modifier bit of pointer calls. */
    public static final int ALT = 1 << 2;

    public EditorCore(
            EditorHost host, GpuDevice device, long clientId, LongSupplier clockMillis, RandomSource random) {}

    /** Takes the queued input, advances camera and presence, and draws if anything changed; the one call per frame. */
    public void renderFrame(float dt) {}

    /** The canvas has this many device pixels. */
    public void resize(int width, int height) {}

    /** A button went down (0 left, 1 middle, 2 right). */
    public void pointerDown(float x, float y, int button, int modifiers) {}

    /** The pointer moved; the last move before a frame wins. */
    public void pointerMove(float x, float y, int buttons, int modifiers) {}

    /** A button went up. */
    public void pointerUp(float x, float y, int button, int modifiers) {}

    /** Aborts what the pointer was doing: Escape, or the browser took the pointer away. */
    public void pointerCancel() {}

    /** The wheel turned by this many pixels of scrolling. */
    public void wheel(float x, float y, float deltaY, int modifiers) {}

    /** A socket to the room is open. */
    public void connectionOpened() {}

    /** The socket is gone; edits are kept. */
    public void connectionClosed() {}

    /** One message of the y-websocket protocol came in. */
    public void receive(byte[] message) {}

    /** Applies an update from this person's own store; it counts as not yet acknowledged by a server. */
    public void loadUpdate(byte[] update) {}

    /** The whole document as one update. */
    public byte[] encodeState() {
        return new byte[0];
    }

    /** Renews this person's presence while no frames are drawn (hidden page). */
    public void keepAlive() {}

    /** Who this person is, for the others. */
    public void setUser(String name, String color) {}

    /** Adds a primitive ({@code box}, {@code sphere}, ...) where the camera looks, selects it, and returns its id. */
    public String addPrimitive(String primitive) {
        return "";
    }

    /** Adds an empty group, selects it, and returns its id. */
    public String addGroup() {
        return "";
    }

    /** Deletes the selected nodes with all below them. */
    public void deleteSelection() {}

    /** Renames a node. */
    public void rename(String id, String name) {}

    /** Sets a node's position relative to its parent. */
    public void setPosition(String id, float x, float y, float z) {}

    /** Sets a node's rotation, a quaternion, relative to its parent. */
    public void setRotation(String id, float x, float y, float z, float w) {}

    /** Sets a node's scale. */
    public void setScale(String id, float x, float y, float z) {}

    /** Sets a parameter of a primitive, such as {@code radius}. */
    public void setParameter(String id, String name, float value) {}

    /** Sets the background colour, linear, 0 to 1. */
    public void setBackground(float red, float green, float blue) {}

    /** Renames the scene. */
    public void setSceneName(String name) {}

    /** Moves a node under a parent (empty id: the root), to this place among its children. */
    public void moveNode(String id, String parent, int index) {}

    /** Selects a node. */
    public void select(String id, SelectMode mode) {}

    /** Selects nothing. */
    public void clearSelection() {}

    /** Turns the camera to the selection, or to everything when nothing is selected. */
    public void frameSelection() {}

    /** How many rows the scene tree shows. */
    public int treeRowCount() {
        return 0;
    }

    /** The visible rows from {@code first}, at most {@code count}. */
    public List<TreeRow> treeRows(int first, int count) {
        return List.of();
    }

    /** Opens or closes a row of the tree. */
    public void setExpanded(String id, boolean expanded) {}

    /** Opens what hides a node's row and returns the row's index. */
    public int revealInTree(String id) {
        return 0;
    }

    /** A node for the inspector; null when there is none (any more). */
    public @Nullable NodeInfo node(String id) {
        return null;
    }

    /** The ids of the selected nodes, in the order of selection. */
    public List<String> selection() {
        return List.of();
    }

    /** Everybody in the room, this person first. */
    public List<PeerInfo> peers() {
        return List.of();
    }

    /** How far this person's edits have come. */
    public SyncInfo syncInfo() {
        return new SyncInfo(false, false, 0);
    }

    /** The scene as a whole. */
    public SceneInfo sceneInfo() {
        return new SceneInfo("", 0, 0, 0, 0);
    }

    /** Where a node's origin is drawn; null when it is behind the camera or unknown. */
    public @Nullable ScreenPoint screenPosition(String id) {
        return null;
    }

    /** Where to grab the gizmo's handle of an axis (0 x, 1 y, 2 z); null when no gizmo is shown. */
    public @Nullable ScreenPoint gizmoHandle(int axis) {
        return null;
    }

    /** The canonical hash of the document: 64 hexadecimal digits. */
    public String stateHash() {
        return "";
    }

    /** Draws the scene off-screen and hands over RGBA bytes, top row first. */
    public void renderImage(int width, int height, Consumer<byte[]> done) {}

    /** Gives the GPU's memory back; the core must not be called afterwards. */
    public void free() {}
}
