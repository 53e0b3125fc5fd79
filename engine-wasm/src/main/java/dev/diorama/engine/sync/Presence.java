package dev.diorama.engine.sync;

import dev.diorama.engine.scene.Motion;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.protocol.Awareness;
import dev.diorama.scene.protocol.AwarenessChange;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.scene.schema.NodeId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Who is in the room, what they have selected and drag, point at, and where they look from; and the same of this person, told to the others. */
public final class Presence {
    /** At most thirty messages a second while dragging. */
    private static final long DRAG_INTERVAL_MILLIS = 33;

    /** Names of drags to {@link Previews} begin above this; what is below is for this person's own. */
    private static final int FIRST_SOURCE = 1 << 20;

    /** Characters of a list of ids; servers drop states above 4,096. */
    private static final int MAX_IDS_LENGTH = 1_800;

    /** A camera that moves is told ten times a second. */
    private static final long CAMERA_INTERVAL_MILLIS = 100;

    /** What is pointed at is told twenty-five times a second. */
    private static final long POINTER_INTERVAL_MILLIS = 40;

    private static final long UPKEEP_INTERVAL_MILLIS = 1000;

    private final long clientId;
    private final LongSupplier clockMillis;
    private final Output output;
    private final Awareness awareness;
    private final Map<Long, Peer> peers = new LinkedHashMap<>();
    private final Map<Long, RemoteDrag> drags = new LinkedHashMap<>();
    private final List<RemoteView> views = new ArrayList<>();
    private final RemoteView own;
    private String name = Peer.GUEST;
    private String color = Peer.DEFAULT_COLOR;
    private List<NodeId> selection = List.of();
    private @Nullable DragPreview drag;
    private @Nullable CameraPose camera;
    private @Nullable Pointing pointing;
    private boolean laser;
    private int lastSource = FIRST_SOURCE;
    private boolean connected;
    private boolean dragUnsent;
    private boolean cameraUnsent;
    private boolean pointerUnsent;
    private long lastDragMillis;
    private long lastViewMillis;
    private long lastUpkeepMillis;

    /** Nobody is here yet but this person. */
    public Presence(long clientId, LongSupplier clockMillis, Output output) {
        this.clientId = clientId;
        this.clockMillis = clockMillis;
        this.output = output;
        this.awareness = Awareness.of(clientId, clockMillis);
        this.own = new RemoteView(clientId);
        this.lastUpkeepMillis = clockMillis.getAsLong();
        this.lastDragMillis = lastUpkeepMillis - DRAG_INTERVAL_MILLIS;
        this.lastViewMillis = lastUpkeepMillis - CAMERA_INTERVAL_MILLIS;
        awareness.onChange(this::heard);
    }

    /** A socket is open: tells the others who is here. */
    public void connectionOpened() {
        connected = true;
        publish();
    }

    /** The socket is gone, and with it everybody else. */
    public void connectionClosed() {
        connected = false;
        drag = null;
        dragUnsent = false;
        awareness.forget(awareness.states().keySet(), "closed");
    }

    /**
     * Takes what others say of themselves.
     *
     * @throws DecodeException if it is malformed; nothing has changed then
     */
    public void apply(byte[] update) throws DecodeException {
        awareness.apply(update, SyncClient.SERVER);
    }

    /** Somebody asks who is here. */
    public void answerQuery() {
        if (connected) {
            output.send(SyncProtocol.encodeAwareness(
                    awareness.encode(awareness.states().keySet())));
        }
    }

    /** Who this person is. */
    public void setUser(String newName, String newColor) {
        name = Peer.name(newName);
        color = Peer.color(newColor);
        publish();
        pointed();
        output.peersChanged();
    }

    /** What this person has selected. */
    public void setSelection(Collection<NodeId> ids) {
        List<NodeId> copy = List.copyOf(ids);
        if (!copy.equals(selection)) {
            selection = copy;
            publish();
        }
    }

    /** What this person drags; told to the others soon, or at once when it is done. */
    public void setDrag(DragPreview preview) {
        drag = preview;
        dragUnsent = true;
        if (preview.done()) {
            publish();
        } else {
            sendDrag();
        }
    }

    /** This person drags nothing; told to the others at once. */
    public void clearDrag() {
        if (drag != null) {
            drag = null;
            publish();
        }
    }

    /** Where this person looks from; told to the others soon. */
    public void setCamera(CameraPose pose) {
        camera = pose;
        cameraUnsent = true;
    }

    /** What this person points at, null for nothing; told to the others soon, if there are any. */
    public void setPointing(@Nullable Pointing newPointing) {
        pointing = newPointing == null ? null : newPointing.withLaser(laser);
        pointerUnsent = true;
        pointed();
    }

    /** This person draws a trail with what they point at, or no longer. */
    public void setLaser(boolean newLaser) {
        laser = newLaser;
        setPointing(pointing);
    }

    private void pointed() {
        own.said(Peer.rgb(color), laser ? pointing : null, null);
    }

    /** Whether anybody sees what this person points at. */
    public boolean showsPointing() {
        return laser || !views.isEmpty();
    }

    /** The others as they are shown, in the order of {@link #peers}. */
    public List<RemoteView> views() {
        return views;
    }

    /** This person, as far as they see themselves: the trail of their laser. */
    public RemoteView own() {
        return own;
    }

    /** Where another person looks from; null when they are gone or do not say. */
    public @Nullable CameraPose cameraOf(long client) {
        Peer peer = peers.get(client);
        return peer == null ? null : peer.camera();
    }

    /** The server has every edit: a drag that was done is no longer worth mentioning. */
    public void acknowledged() {
        if (drag != null && drag.done()) {
            clearDrag();
        }
    }

    /** An edit from outside changed a node's transform: {@code p} its position, {@code r} its rotation, {@code s} its scale. */
    public void edited(NodeId id, char register) {
        for (RemoteDrag remote : drags.values()) {
            remote.edited(id, register);
        }
    }

    /** Sends what is due, forgets who is gone, moves what others drag. */
    public void tick(float dt) {
        if (dragUnsent) {
            sendDrag();
        }
        boolean pointerDue = pointerUnsent && !views.isEmpty();
        if ((pointerDue || cameraUnsent)
                && clockMillis.getAsLong() - lastViewMillis
                        >= (pointerDue ? POINTER_INTERVAL_MILLIS : CAMERA_INTERVAL_MILLIS)) {
            publish();
        }
        own.tick(dt);
        for (int i = 0; i < views.size(); i++) {
            views.get(i).tick(dt);
        }
        keepAlive();
        if (!drags.isEmpty()) {
            for (RemoteDrag remote : drags.values()) {
                remote.tick(dt, output);
            }
        }
    }

    /** Renews this person's presence when it is due, and forgets who has been silent too long. */
    public void keepAlive() {
        long now = clockMillis.getAsLong();
        if (now - lastUpkeepMillis >= UPKEEP_INTERVAL_MILLIS) {
            lastUpkeepMillis = now;
            awareness.tick();
        }
    }

    /** The others, in the order in which they came. */
    public Collection<Peer> peers() {
        return peers.values();
    }

    public String name() {
        return name;
    }

    public String color() {
        return color;
    }

    private void sendDrag() {
        long now = clockMillis.getAsLong();
        if (now - lastDragMillis >= DRAG_INTERVAL_MILLIS) {
            lastDragMillis = now;
            publish();
        }
    }

    private void publish() {
        dragUnsent = false;
        if (pointerUnsent || cameraUnsent) {
            pointerUnsent = false;
            cameraUnsent = false;
            lastViewMillis = clockMillis.getAsLong();
        }
        awareness.setLocalState(Json.print(localState()));
    }

    private AnyValue localState() {
        Map<String, AnyValue> user = new LinkedHashMap<>();
        user.put("name", AnyValue.of(name));
        user.put("color", AnyValue.of(color));
        Map<String, AnyValue> state = new LinkedHashMap<>();
        state.put("user", AnyValue.obj(user));
        state.put("selection", idList(selection));
        if (camera != null) {
            state.put("camera", camera.toAny());
        }
        if (pointing != null) {
            state.put("pointer", pointing.toAny());
        }
        if (drag != null) {
            state.put("drag", drag.toAny());
        }
        return AnyValue.obj(state);
    }

    /** The first ids, as many as a small message may hold. */
    static AnyValue idList(List<NodeId> ids) {
        List<AnyValue> values = new ArrayList<>();
        int room = MAX_IDS_LENGTH;
        for (NodeId id : ids) {
            room -= id.value().length() + 3;
            if (room < 0) {
                break;
            }
            values.add(AnyValue.of(id.value()));
        }
        return AnyValue.list(values);
    }

    private void heard(AwarenessChange change, @Nullable Object origin) {
        boolean own = change.added().contains(clientId)
                || change.updated().contains(clientId)
                || change.renewed().contains(clientId)
                || change.removed().contains(clientId);
        if (own && connected) {
            output.send(SyncProtocol.encodeAwareness(awareness.encode(List.of(clientId))));
        }
        boolean shown = read(change.added());
        shown |= read(change.updated());
        for (Long client : change.removed()) {
            shown |= leave(client);
        }
        if (shown) {
            output.peersChanged();
        }
    }

    /** Takes over states; says whether anything but drags is different. */
    private boolean read(List<Long> clients) {
        boolean shown = false;
        for (Long client : clients) {
            String json = awareness.state(client);
            if (client == clientId || json == null) {
                continue;
            }
            Peer peer = Peer.of(client, parse(json));
            Peer before = peers.put(client, peer);
            view(client).said(peer.rgb(), peer.pointing(), peer.camera());
            shown |= before == null || !sameButDrag(before, peer);
            if (peer.drag() != null || drags.containsKey(client)) {
                drags.computeIfAbsent(client, c -> new RemoteDrag(++lastSource)).said(peer.drag());
            }
        }
        return shown;
    }

    private RemoteView view(long client) {
        for (RemoteView view : views) {
            if (view.clientId == client) {
                return view;
            }
        }
        RemoteView view = new RemoteView(client);
        views.add(view);
        return view;
    }

    private static AnyValue parse(String json) {
        try {
            return Json.parse(json);
        } catch (DecodeException e) {
            return Peer.NOTHING;
        }
    }

    private static boolean sameButDrag(Peer a, Peer b) {
        return a.name().equals(b.name())
                && a.color().equals(b.color())
                && a.selection().equals(b.selection());
    }

    private boolean leave(long client) {
        RemoteDrag remote = drags.remove(client);
        if (remote != null) {
            output.preview(remote.source, List.of(), remote.shown());
        }
        views.removeIf(view -> view.clientId == client);
        return peers.remove(client) != null;
    }

    /** Where the drags of others are shown. */
    public interface Previews {
        /**
         * Displaces nodes for one source, instead of what that source displaced before.
         *
         * @param source lower ones win; those of others are high
         * @param ids empty to end it
         * @param motion to be copied
         */
        void preview(int source, List<NodeId> ids, Motion motion);
    }

    /** What presence asks of its owner. */
    public interface Output extends Previews {
        void send(byte[] message);

        /** Somebody came, left, or has another name, colour or selection. */
        void peersChanged();
    }
}
