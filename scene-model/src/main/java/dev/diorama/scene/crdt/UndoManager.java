package dev.diorama.scene.crdt;

import dev.diorama.scene.crdt.ClientStructs.Touch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/*
 * Undo per user, as Yjs does it.
 *
 * 1. A step is two sets of ids: what its transactions inserted and what they deleted. The content of what they deleted is kept from
 *    collection for as long as the step exists.
 * 2. Undoing deletes what was inserted and inserts copies of what was deleted; each original knows its copy ("redone"), so that a later
 *    undo finds the copy.
 * 3. Undoing is a transaction itself; what it inserts and deletes is the step for redo.
 */
/** Takes back and repeats the changes that one user made to some types. */
public final class UndoManager {

    private final YDoc doc;
    /** Null for the whole document. */
    private final @Nullable List<SharedType> scope;

    private final LongSupplier clockMillis;
    private final UndoOptions options;
    private final Subscription subscription;
    private final List<Step> undoSteps = new ArrayList<>();
    private final List<Step> redoSteps = new ArrayList<>();
    private State state = State.IDLE;
    private @Nullable Step popped;
    private @Nullable Object nextLabel;
    private long lastChangeMillis;
    private Runnable listener = () -> {};

    private UndoManager(YDoc doc, @Nullable List<SharedType> scope, LongSupplier clockMillis, UndoOptions options) {
        this.doc = doc;
        this.scope = scope;
        this.clockMillis = clockMillis;
        this.options = options;
        this.subscription = doc.onTransaction(this::capture);
    }

    /**
     * Begins to record.
     *
     * @param scope changes of these types, or below them, can be undone
     * @param clockMillis tells which changes are near enough in time to be one step
     */
    public static UndoManager of(
            YDoc doc, List<? extends SharedType> scope, LongSupplier clockMillis, UndoOptions options) {
        return new UndoManager(doc, List.copyOf(scope), clockMillis, options);
    }

    /** Begins to record the changes of all types, as an undo manager of Yjs whose scope is the document. */
    public static UndoManager of(YDoc doc, LongSupplier clockMillis, UndoOptions options) {
        return new UndoManager(doc, null, clockMillis, options);
    }

    /** Stops recording; the steps are gone. */
    public void close() {
        clear();
        subscription.cancel();
    }

    /** Hears of every change of {@link #canUndo} and {@link #canRedo}, and of more; one listener. */
    public void onChange(Runnable newListener) {
        listener = newListener;
    }

    public boolean canUndo() {
        return !undoSteps.isEmpty();
    }

    public boolean canRedo() {
        return !redoSteps.isEmpty();
    }

    /** What the step that begins next is marked with; its redo, and the undo of that, have the same mark. */
    public void label(@Nullable Object label) {
        nextLabel = label;
    }

    /** The mark of the step that undo would take back; null without a step or a mark. */
    public @Nullable Object undoLabel() {
        return undoSteps.isEmpty() ? null : undoSteps.getLast().label;
    }

    /** The mark of the step that redo would repeat; null without a step or a mark. */
    public @Nullable Object redoLabel() {
        return redoSteps.isEmpty() ? null : redoSteps.getLast().label;
    }

    /** The next change begins a new step, however soon it comes. */
    public void stopCapturing() {
        lastChangeMillis = 0;
    }

    /** Takes back the last step that still has an effect; false if there is none. */
    public boolean undo() {
        return pop(State.UNDOING, undoSteps);
    }

    /** Repeats the last step that was taken back; false if there is none. */
    public boolean redo() {
        return pop(State.REDOING, redoSteps);
    }

    private boolean pop(State during, List<Step> steps) {
        state = during;
        try {
            doc.transact(this, true, transaction -> {
                while (!steps.isEmpty() && popped == null) {
                    Step step = steps.removeLast();
                    popped = apply(step, transaction) ? step : null;
                }
                for (Transaction.Change change : transaction.changes()) {
                    if (change.list && !change.forgotten && change.type.markers != null) {
                        change.type.markers.clear();
                    }
                }
            });
            return popped != null;
        } finally {
            state = State.IDLE;
            popped = null;
            listener.run();
        }
    }

    private boolean apply(Step step, Transaction transaction) {
        Set<Item> toRedo = new LinkedHashSet<>();
        List<Item> toDelete = new ArrayList<>();
        StructVisitor.forEachOf(transaction, step.insertions, struct -> {
            Item item = struct instanceof Item inserted ? newest(inserted, transaction) : null;
            if (item != null && !item.deleted() && inScope(item)) {
                toDelete.add(item);
            }
        });
        StructVisitor.forEachOf(transaction, step.deletions, struct -> {
            if (struct instanceof Item item && inScope(item) && !step.insertions.contains(item.client.id, item.clock)) {
                toRedo.add(item);
            }
        });
        boolean changed = false;
        ItemRedo redo = new ItemRedo(transaction, toRedo, step.insertions, this);
        for (Item item : toRedo) {
            changed |= redo.redo(item) != null;
        }
        for (int i = toDelete.size() - 1; i >= 0; i--) {
            toDelete.get(i).delete(transaction);
            changed = true;
        }
        return changed;
    }

    /** The copy of a copy of an item, beginning where the item does; null if it was collected. */
    private static @Nullable Item newest(Item first, Transaction transaction) {
        Item item = first;
        int offset = 0;
        for (Item.Redone redone = item.redone(); redone != null; redone = item.redone()) {
            ClientStructs client = redone.client();
            int clock = redone.clock() + offset;
            Struct struct = client.get(client.find(clock));
            if (!(struct instanceof Item copy)) {
                return null;
            }
            item = copy;
            offset = clock - copy.clock;
        }
        if (offset > 0) {
            return StructStore.cleanStart(transaction, item.client, item.clock + offset) instanceof Item clean
                    ? clean
                    : null;
        }
        return item;
    }

    private boolean inScope(Item item) {
        if (scope == null) {
            return true;
        }
        for (Item each = item; each != null; each = each.parent().item) {
            if (scope.contains(each.parent())) {
                return true;
            }
        }
        return false;
    }

    boolean ignoresRemoteMapChanges() {
        return options.ignoreRemoteMapChanges();
    }

    /** Whether a step that can be undone or redone deleted this. */
    boolean deletedByStep(Item item) {
        return deletedBy(undoSteps, item) || deletedBy(redoSteps, item);
    }

    private static boolean deletedBy(List<Step> steps, Item item) {
        for (Step step : steps) {
            if (step.deletions.contains(item.client.id, item.clock)) {
                return true;
            }
        }
        return false;
    }

    private boolean tracks(Transaction transaction) {
        Object origin = transaction.origin();
        if (origin != this && !options.trackedOrigins().test(origin)) {
            return false;
        }
        if (scope == null) {
            return !transaction.deleteSet().isEmpty() || !transaction.advances().isEmpty();
        }
        for (SharedType type : scope) {
            if (type.hasEventsOf(transaction)) {
                return true;
            }
        }
        return false;
    }

    private void capture(Transaction transaction) {
        if (!tracks(transaction)) {
            return;
        }
        List<Step> steps = state == State.UNDOING ? redoSteps : undoSteps;
        if (state == State.UNDOING) {
            stopCapturing();
        } else if (state == State.IDLE) {
            clear(false, true);
        }
        IdSet insertions = new IdSet();
        for (Touch advance : transaction.advances()) {
            insertions.add(advance.client.id, advance.before, advance.after - advance.before);
        }
        long now = clockMillis.getAsLong();
        boolean soon = lastChangeMillis > 0 && now - lastChangeMillis < options.captureTimeoutMillis();
        if (soon && !steps.isEmpty() && state == State.IDLE) {
            Step last = steps.getLast();
            last.deletions = last.deletions.union(transaction.deleteSet());
            last.insertions = last.insertions.union(insertions);
        } else {
            Object label = popped == null ? nextLabel : popped.label;
            steps.add(new Step(insertions, transaction.deleteSet(), label));
        }
        if (state == State.IDLE) {
            lastChangeMillis = now;
        }
        keep(transaction.deleteSet(), transaction, true);
        listener.run();
    }

    private void keep(IdSet deletions, Transaction transaction, boolean keep) {
        StructVisitor.forEachOf(transaction, deletions, struct -> {
            if (struct instanceof Item item && inScope(item)) {
                ItemRedo.keep(item, keep);
            }
        });
    }

    /** Forgets all steps. */
    public void clear() {
        clear(true, true);
        listener.run();
    }

    private void clear(boolean undo, boolean redo) {
        if (!(undo && canUndo()) && !(redo && canRedo())) {
            return;
        }
        doc.transactLocally(transaction -> {
            if (undo) {
                undoSteps.forEach(step -> release(step, transaction));
                undoSteps.clear();
            }
            if (redo) {
                redoSteps.forEach(step -> release(step, transaction));
                redoSteps.clear();
            }
        });
    }

    private void release(Step step, Transaction transaction) {
        keep(step.deletions, transaction, false);
        if (options.collectReleased()) {
            transaction.collectAlso(step.deletions);
        }
    }

    private enum State {
        IDLE,
        UNDOING,
        REDOING
    }

    private static final class Step {

        IdSet insertions;
        IdSet deletions;
        final @Nullable Object label;

        Step(IdSet insertions, IdSet deletions, @Nullable Object label) {
            this.insertions = insertions;
            this.deletions = deletions;
            this.label = label;
        }
    }
}
