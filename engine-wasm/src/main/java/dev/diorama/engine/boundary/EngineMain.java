package dev.diorama.engine.boundary;

import dev.diorama.engine.editor.EditorCore;
import dev.diorama.engine.editor.SelectMode;
import dev.diorama.engine.gizmo.Tool;
import dev.diorama.engine.render.Output;
import dev.diorama.engine.webgpu.GPU;
import dev.diorama.engine.webgpu.GpuCanvas;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExceptions;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSNumber;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Uint8Array;

/**
 * The module that TeaVM compiles: its exports are what {@code index.js} of the npm package calls.
 *
 * <p>All are static and take the number of an engine, because a static call costs a tenth of an instance call. Arguments were checked
 * by the glue. What is thrown arrives there, which asks {@link #errorCode} what it was.
 */
public final class EngineMain {
    /** Kinds of bytes for {@link Host#piece}; the glue has the same numbers. */
    static final int RESULT = 0;

    static final int SEND = 1;
    static final int LOCAL_UPDATE = 2;
    static final int IMAGE = 3;
    /** What {@link #LOCAL_UPDATE} is about; comes right before it. */
    static final int LOCAL_EDIT = 4;

    private static final String[] PRIMITIVES = {"box", "sphere", "plane", "cylinder", "cone"};
    private static final Tool[] TOOLS = Tool.values();
    private static final Output[] OUTPUTS = Output.values();
    private static final SelectMode[] SELECT_MODES = SelectMode.values();

    // A WebAssembly module is one instance with one caller; these are that instance's state.
    private static final Mailbox MAILBOX = new Mailbox();
    private static final Engines ENGINES = new Engines();
    private static @Nullable Host host;

    private EngineMain() {}

    /** What TeaVM starts from; nothing happens before {@link #start}. */
    public static void main(String[] arguments) {}

    @JSExport
    public static void start(Host glue) {
        host = glue;
    }

    private static Host host() {
        if (host == null) {
            throw new BoundaryException(ErrorCodes.INTERNAL, "the glue did not start the module");
        }
        return host;
    }

    private static EditorCore core(int engine) {
        return ENGINES.core(engine);
    }

    @JSExport
    public static Uint8Array mailbox() {
        return MAILBOX.view();
    }

    @JSExport
    public static void expect(int total) {
        MAILBOX.expect(total);
    }

    @JSExport
    public static void take(int count) {
        MAILBOX.take(count);
    }

    @JSExport
    public static String errorCode(JSObject error) {
        return ErrorCodes.of(JSExceptions.getJavaException(error));
    }

    @JSExport
    public static @Nullable String errorMessage(JSObject error) {
        return ErrorCodes.message(JSExceptions.getJavaException(error));
    }

    @JSExport
    public static JSPromise<JSNumber> create(int engine, GPU gpu, GpuCanvas canvas, double clientId) {
        return Engines.open(ENGINES, engine, gpu, canvas, (long) clientId, MAILBOX, host());
    }

    @JSExport
    public static void free(int engine) {
        ENGINES.free(engine);
    }

    @JSExport
    public static void renderFrame(int engine, float dt) {
        core(engine).renderFrame(dt);
    }

    @JSExport
    public static void resize(int engine, int width, int height) {
        core(engine).resize(width, height);
    }

    @JSExport
    public static void pointerDown(int engine, float x, float y, int button, int modifiers) {
        core(engine).pointerDown(x, y, button, modifiers);
    }

    @JSExport
    public static void pointerMove(int engine, float x, float y, int buttons, int modifiers) {
        core(engine).pointerMove(x, y, buttons, modifiers);
    }

    @JSExport
    public static void pointerUp(int engine, float x, float y, int button, int modifiers) {
        core(engine).pointerUp(x, y, button, modifiers);
    }

    @JSExport
    public static void pointerCancel(int engine) {
        core(engine).pointerCancel();
    }

    @JSExport
    public static void wheel(int engine, float x, float y, float deltaY, int modifiers) {
        core(engine).wheel(x, y, deltaY, modifiers);
    }

    @JSExport
    public static void connectionOpened(int engine) {
        core(engine).connectionOpened();
    }

    @JSExport
    public static void connectionClosed(int engine) {
        core(engine).connectionClosed();
    }

    @JSExport
    public static void receive(int engine) {
        core(engine).receive(MAILBOX.taken());
    }

    @JSExport
    public static void loadUpdate(int engine) {
        core(engine).loadUpdate(MAILBOX.taken());
    }

    @JSExport
    public static void encodeState(int engine) {
        MAILBOX.give(host(), engine, RESULT, core(engine).encodeState());
    }

    @JSExport
    public static void keepAlive(int engine) {
        core(engine).keepAlive();
    }

    @JSExport
    public static void setUser(int engine, String name, String color) {
        core(engine).setUser(name, color);
    }

    @JSExport
    public static String addPrimitive(int engine, int primitive) {
        return core(engine).addPrimitive(PRIMITIVES[primitive]);
    }

    @JSExport
    public static String addGroup(int engine) {
        return core(engine).addGroup();
    }

    @JSExport
    public static void deleteSelection(int engine) {
        core(engine).deleteSelection();
    }

    @JSExport
    public static void undo(int engine) {
        core(engine).undo();
    }

    @JSExport
    public static void redo(int engine) {
        core(engine).redo();
    }

    @JSExport
    public static boolean canUndo(int engine) {
        return core(engine).canUndo();
    }

    @JSExport
    public static boolean canRedo(int engine) {
        return core(engine).canRedo();
    }

    @JSExport
    public static void rename(int engine, String id, String name) {
        core(engine).rename(id, name);
    }

    @JSExport
    public static void setPosition(int engine, String id, float x, float y, float z) {
        core(engine).setPosition(id, x, y, z);
    }

    @JSExport
    public static void setRotation(int engine, String id, float x, float y, float z, float w) {
        core(engine).setRotation(id, x, y, z, w);
    }

    @JSExport
    public static void setScale(int engine, String id, float x, float y, float z) {
        core(engine).setScale(id, x, y, z);
    }

    @JSExport
    public static void setParameter(int engine, String id, String name, float value) {
        core(engine).setParameter(id, name, value);
    }

    @JSExport
    public static void setSphereRadius(int engine, String id, float radius) {
        core(engine).setParameter(id, "radius", radius);
    }

    @JSExport
    public static void setBackground(int engine, float r, float g, float b) {
        core(engine).setBackground(r, g, b);
    }

    @JSExport
    public static void setSceneName(int engine, String name) {
        core(engine).setSceneName(name);
    }

    @JSExport
    public static void moveNode(int engine, String id, String parent, int index) {
        core(engine).moveNode(id, parent, index);
    }

    @JSExport
    public static void select(int engine, String id, int mode) {
        core(engine).select(id, SELECT_MODES[mode]);
    }

    @JSExport
    public static void clearSelection(int engine) {
        core(engine).clearSelection();
    }

    @JSExport
    public static void frameSelection(int engine) {
        core(engine).frameSelection();
    }

    @JSExport
    public static int treeRowCount(int engine) {
        return core(engine).treeRowCount();
    }

    @JSExport
    public static String treeRows(int engine, int first, int count) {
        return Records.rows(core(engine).treeRows(first, count));
    }

    @JSExport
    public static void setExpanded(int engine, String id, boolean expanded) {
        core(engine).setExpanded(id, expanded);
    }

    @JSExport
    public static int revealInTree(int engine, String id) {
        return core(engine).revealInTree(id);
    }

    @JSExport
    public static String node(int engine, String id) {
        return Records.node(core(engine).node(id));
    }

    @JSExport
    public static String selection(int engine) {
        return Records.strings(core(engine).selection());
    }

    @JSExport
    public static String peers(int engine) {
        return Records.peers(core(engine).peers());
    }

    @JSExport
    public static String syncState(int engine) {
        return Records.sync(core(engine).syncInfo());
    }

    @JSExport
    public static String sceneInfo(int engine) {
        return Records.scene(core(engine).sceneInfo());
    }

    @JSExport
    public static String screenPosition(int engine, String id) {
        return Records.point(core(engine).screenPosition(id));
    }

    @JSExport
    public static String gizmoHandle(int engine, int axis) {
        return Records.point(core(engine).gizmoHandle(axis));
    }

    @JSExport
    public static void openReplay(int engine) {
        core(engine).openReplay();
    }

    @JSExport
    public static void appendReplay(int engine) {
        core(engine).appendReplay(MAILBOX.taken());
    }

    @JSExport
    public static int replayEnd(int engine) {
        return core(engine).replayEnd();
    }

    @JSExport
    public static int replayReady(int engine) {
        return core(engine).replayReady();
    }

    @JSExport
    public static int replayPosition(int engine) {
        return core(engine).replayPosition();
    }

    @JSExport
    public static void seekReplay(int engine, int sequence) {
        core(engine).seekReplay(sequence);
    }

    @JSExport
    public static String replayChanges(int engine) {
        return Records.replayChanges(core(engine).replayChanges());
    }

    @JSExport
    public static String replayStateHash(int engine) {
        return core(engine).replayStateHash();
    }

    @JSExport
    public static boolean restoreReplay(int engine) {
        return core(engine).restoreReplay();
    }

    @JSExport
    public static void closeReplay(int engine) {
        core(engine).closeReplay();
    }

    @JSExport
    public static void flash(int engine, String ids, String color, float seconds) {
        core(engine).flash(Records.strings(ids), color, seconds);
    }

    @JSExport
    public static String stateHash(int engine) {
        return core(engine).stateHash();
    }

    @JSExport
    public static void renderImage(int engine, int request, int width, int height, int output, boolean overlays) {
        core(engine)
                .renderImage(
                        width, height, OUTPUTS[output], overlays, rgba -> MAILBOX.give(host(), request, IMAGE, rgba));
    }

    @JSExport
    public static void setTool(int engine, int tool) {
        core(engine).view().setTool(TOOLS[tool]);
    }

    @JSExport
    public static void setToolSpace(int engine, int space) {
        core(engine).view().setLocal(space == 1);
    }

    @JSExport
    public static void setToolPivot(int engine, int pivot) {
        core(engine).view().setApart(pivot == 1);
    }

    @JSExport
    public static void setSnapping(int engine, boolean snapping) {
        core(engine).view().setSnapping(snapping);
    }

    @JSExport
    public static void setHoverOutline(int engine, boolean hover) {
        core(engine).view().setHover(hover);
    }

    @JSExport
    public static void setOutput(int engine, int output) {
        core(engine).view().setOutput(OUTPUTS[output]);
    }

    @JSExport
    public static void setOrthographic(int engine, boolean orthographic) {
        core(engine).view().setOrthographic(orthographic);
    }

    @JSExport
    public static void viewFrom(int engine, float yaw, float pitch) {
        core(engine).view().viewFrom(yaw, pitch);
    }

    @JSExport
    public static void fly(int engine, float right, float up, float forward) {
        core(engine).view().fly(right, up, forward);
    }

    @JSExport
    public static String camera(int engine) {
        return Records.camera(core(engine).view().camera());
    }

    @JSExport
    public static String stats(int engine) {
        return Records.stats(core(engine).stats());
    }
}
