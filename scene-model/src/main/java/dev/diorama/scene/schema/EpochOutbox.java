package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.Subscription;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Repeats in a new epoch what somebody did in the old one and could not send: rules S122 to S124.
 *
 * <p>Each update of the outbox is applied to the old document; what it did to the scene is repeated as edits of the new one, a transaction
 * each. What cannot be repeated is told, so that nothing is lost silently.
 */
public final class EpochOutbox {

    private final SceneDoc old;
    private final SceneDoc target;
    private final Object origin;
    private final List<Refusal> refusals = new ArrayList<>();
    private int repeated;

    private EpochOutbox(SceneDoc old, SceneDoc target, Object origin) {
        this.old = old;
        this.target = target;
        this.origin = origin;
    }

    /**
     * Repeats an outbox.
     *
     * @param old the document of the old epoch without the outbox; it gets the outbox applied
     * @param outbox Yjs updates, v1 encoding, in the order in which they were made
     * @param target the scene of the new epoch
     * @param origin of the transactions there
     */
    public static Report repeat(YDoc old, List<byte[]> outbox, SceneDoc target, Object origin) throws DecodeException {
        EpochOutbox repeat = new EpochOutbox(SceneDoc.of(old), target, origin);
        for (int i = 0; i < outbox.size(); i++) {
            repeat.repeat(outbox.get(i), i);
        }
        return new Report(repeat.repeated, repeat.refusals);
    }

    private void repeat(byte[] update, int index) throws DecodeException {
        List<SceneEvent> events = new ArrayList<>();
        String before = StateHash.of(old.doc());
        Subscription subscription = old.observe((seen, transaction) -> events.addAll(seen));
        old.applyUpdate(update, origin);
        subscription.cancel();
        if (old.doc().hasPending()) {
            refusals.add(new Refusal(index, "an edit that waits for others which never came"));
        }
        if (events.isEmpty()) {
            if (!before.equals(StateHash.of(old.doc()))) {
                refusals.add(new Refusal(index, "a change of something that this version doesn't know"));
            }
            return;
        }
        int refused = refusals.size();
        target.doc().transact(origin, () -> {
            for (SceneEvent event : events) {
                repeat(event, index);
            }
        });
        repeated += refusals.size() == refused ? 1 : 0;
    }

    private void repeat(SceneEvent event, int index) {
        SceneEdit edit = edit(event);
        if (edit == null) {
            return;
        }
        try {
            target.apply(edit, origin);
        } catch (InvalidEditException e) {
            refusals.add(new Refusal(index, String.valueOf(e.getMessage())));
        }
    }

    private @Nullable SceneEdit edit(SceneEvent event) {
        return switch (event) {
            case SceneEvent.NodeCreated e ->
                e.node().equals(NodeId.RECOVERED)
                        ? null
                        : new ReplayedEdit.Create(e.node(), place(e.parent()), e.order(), registers(e.node()));
            case SceneEvent.NodeMoved e ->
                e.newParent().equals(NodeId.RECOVERED)
                        ? null
                        : new ReplayedEdit.Place(e.node(), e.newParent(), e.newOrder());
            case SceneEvent.NodeDeleted e ->
                // Somebody may have deleted it in the new epoch, too.
                e.node().equals(NodeId.RECOVERED) || !target.contains(e.node())
                        ? null
                        : new ReplayedEdit.Delete(e.node());
            case SceneEvent.RegisterChanged e -> new ReplayedEdit.Register(e.node(), e.key(), e.newValue());
            case SceneEvent.SceneChanged e ->
                e.key().equals(SchemaKeys.META_EPOCH) ? null : new ReplayedEdit.SceneRegister(e.key(), e.newValue());
            case SceneEvent.EntryCreated e ->
                target.entries().contains(e.kind(), e.id())
                        ? null
                        : new ReplayedEdit.CreateEntry(e.kind(), e.id(), entry(e.kind(), e.id()));
            case SceneEvent.EntryChanged e -> new ReplayedEdit.EntryRegister(e.kind(), e.id(), e.key(), e.newValue());
            case SceneEvent.EntryDeleted e ->
                target.entries().contains(e.kind(), e.id()) ? new ReplayedEdit.DeleteEntry(e.kind(), e.id()) : null;
        };
    }

    /** Where a node is put whose parent isn't there any more. */
    private NodeId place(NodeId parent) {
        return target.contains(parent) && !parent.equals(NodeId.RECOVERED) ? parent : NodeId.ROOT;
    }

    private Map<String, AnyValue> registers(NodeId id) {
        NodeState state = old.state(id);
        return state == null ? new LinkedHashMap<>() : state.registers().asMap();
    }

    private Map<String, AnyValue> entry(EntryKind kind, String id) {
        Registers registers = old.entries().registers(kind, id);
        return registers == null ? new LinkedHashMap<>() : registers.asMap();
    }

    /**
     * What came of it.
     *
     * @param repeated updates that were repeated whole
     * @param refusals what could not be
     */
    public record Report(int repeated, List<Refusal> refusals) {

        /** Copies the list. */
        public Report {
            refusals = Collections.unmodifiableList(new ArrayList<>(refusals));
        }
    }

    /**
     * A change that could not be repeated.
     *
     * @param update which of the outbox, counted from 0
     * @param reason why
     */
    public record Refusal(int update, String reason) {}
}
