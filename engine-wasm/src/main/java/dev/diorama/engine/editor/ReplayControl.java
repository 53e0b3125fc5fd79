package dev.diorama.engine.editor;

import dev.diorama.engine.replay.Replay;
import dev.diorama.engine.replay.ReplayChange;
import dev.diorama.engine.scene.SceneMirror;
import dev.diorama.engine.sync.Peer;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.StateHash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows the past instead of the live scene, and goes back.
 *
 * <p>What the person had selected when the replay opened, or selects while it is open, is kept: of it is shown what is there at the
 * moment shown, and of it is selected what is there when the replay closes.
 */
final class ReplayControl {
    /** Of a frame, so much is for reading the log. */
    private static final int READ_MILLIS = 6;

    private static final int READ_ENTRIES = 2_000;

    /** The outline of a flash: one of those that show other people's selections, which are not shown in the past. */
    private static final int FLASH_OUTLINE = SceneMirror.OWN_OUTLINE + 1;

    private final Parts parts;
    private final SceneFollower follower;
    private final LongSupplier clockMillis;
    private @Nullable Replay replay;
    private List<NodeId> wanted = List.of();
    private float flashSeconds;

    ReplayControl(Parts parts, SceneFollower follower, LongSupplier clockMillis) {
        this.parts = parts;
        this.follower = follower;
        this.clockMillis = clockMillis;
        parts.selectedOtherwise = this::selected;
    }

    void open() {
        if (replay != null) {
            return;
        }
        Replay opened = new Replay(parts.scene);
        replay = opened;
        wanted = parts.selection.ids();
        parts.replaying = true;
        parts.shown.show(opened.view());
        parts.mirror.showPreviews(false);
        changed();
        parts.changes.mark(Topic.PEERS);
    }

    void append(byte[] entries) {
        try {
            opened().append(entries);
        } catch (DecodeException e) {
            throw new EditorException(EditorException.Code.BAD_UPDATE, e);
        }
        parts.changes.mark(Topic.REPLAY);
    }

    /** Reads a little of the log, the topic tells of progress; ends a flash that is over. */
    void tick(float dt) {
        if (flashSeconds > 0) {
            flashSeconds -= dt;
            if (flashSeconds <= 0) {
                parts.mirror.setOutline(FLASH_OUTLINE, List.of());
            }
        }
        if (replay != null && replay.read(READ_ENTRIES, clockMillis, READ_MILLIS)) {
            parts.changes.mark(Topic.REPLAY);
        }
    }

    int end() {
        return replay == null ? 0 : replay.end();
    }

    int ready() {
        return replay == null ? 0 : replay.ready();
    }

    int position() {
        return replay == null ? Replay.NOWHERE : replay.position();
    }

    void seek(int sequence) {
        Replay past = opened();
        if (sequence < 0 || sequence > past.end()) {
            throw new EditorException(
                    EditorException.Code.INVALID_ARGUMENT,
                    "no such entry: sequence=" + sequence + ", end=" + past.end());
        }
        var events = past.seek(sequence);
        parts.shown.show(past.view());
        follower.show(events);
        selectWanted();
        parts.changes.mark(Topic.REPLAY);
    }

    List<ReplayChange> changes() {
        return replay == null ? List.of() : replay.changes();
    }

    void flash(List<String> ids, String color, float seconds) {
        if (replay == null) {
            return;
        }
        List<NodeId> nodes = new ArrayList<>(ids.size());
        for (String id : ids) {
            nodes.add(new NodeId(id));
        }
        parts.renderer.setOutlineColor(FLASH_OUTLINE, Peer.rgb(color));
        parts.mirror.setOutline(FLASH_OUTLINE, seconds > 0 ? nodes : List.of());
        flashSeconds = seconds;
    }

    String stateHash() {
        return StateHash.of(sought().document());
    }

    boolean restore() {
        Replay past = sought();
        boolean changed = parts.restore(past.document());
        close();
        return changed;
    }

    void close() {
        Replay past = replay;
        if (past == null) {
            return;
        }
        replay = null;
        flashSeconds = 0;
        parts.mirror.setOutline(FLASH_OUTLINE, List.of());
        var events = past.eventsTo(parts.scene);
        parts.replaying = false;
        parts.shown.show(parts.scene);
        follower.show(events);
        parts.rows.prune();
        parts.mirror.showPreviews(true);
        selectWanted();
        wanted = List.of();
        changed();
        parts.changes.mark(Topic.PEERS);
    }

    private void selected() {
        wanted = parts.selection.ids();
    }

    private void selectWanted() {
        List<NodeId> there = new ArrayList<>(wanted.size());
        for (NodeId id : wanted) {
            if (parts.shown.contains(id)) {
                there.add(id);
            }
        }
        if (parts.selection.set(there)) {
            parts.selectionShown();
        }
    }

    private void changed() {
        parts.outlinesStale = true;
        parts.gizmoStale = true;
        parts.changes.mark(Topic.REPLAY | Topic.TOOL | Topic.TREE);
    }

    private Replay opened() {
        if (replay == null) {
            throw new EditorException(EditorException.Code.INVALID_ARGUMENT, "no replay is open");
        }
        return replay;
    }

    private Replay sought() {
        Replay past = opened();
        if (past.position() == Replay.NOWHERE) {
            throw new EditorException(
                    EditorException.Code.INVALID_ARGUMENT, "the replay shows no entry yet: seek first");
        }
        return past;
    }
}
