package dev.diorama.scene.crdt;

import dev.diorama.scene.crdt.ClientStructs.Touch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group of changes that observers and other documents see as one. */
public final class Transaction {

    private final YDoc doc;
    private final @Nullable Object origin;
    private boolean local;

    /** Of two transactions of a document, the later one has the higher number. */
    private final long sequence;

    private final IdSet deleteSet = new IdSet();
    private final List<Touch> touches = new ArrayList<>(1);
    private final List<Change> changes = new ArrayList<>(1);
    private List<Struct> mergeStructs = List.of();
    private List<SharedType.DeepEvents> deepEvents = List.of();
    private List<IdSet> collectAlso = List.of();
    private @Nullable SubDocumentChange subDocuments;
    private List<Touch> advances = List.of();
    private boolean needsFormattingCleanup;

    Transaction(YDoc doc, @Nullable Object origin, boolean local, long sequence) {
        this.doc = doc;
        this.origin = origin;
        this.local = local;
        this.sequence = sequence;
    }

    public YDoc doc() {
        return doc;
    }

    /** What {@link YDoc#transact} or {@link YDoc#applyUpdate} was called with. */
    public @Nullable Object origin() {
        return origin;
    }

    /** False if this transaction applied an update from outside. */
    public boolean local() {
        return local;
    }

    void becomeRemote() {
        local = false;
    }

    long sequence() {
        return sequence;
    }

    StructStore store() {
        return doc.store();
    }

    ClientStructs ownClient() {
        return doc.ownClient();
    }

    IdSet deleteSet() {
        return deleteSet;
    }

    List<Touch> touches() {
        return touches;
    }

    /** Types that changed, in the order of their first change; those whose {@link Change#forgotten} is set do not count. */
    List<Change> changes() {
        return changes;
    }

    List<Struct> mergeStructs() {
        return mergeStructs;
    }

    /** Types that changed or have something below them that did, in the order in which the observers learnt it. */
    List<SharedType.DeepEvents> deepEvents() {
        return deepEvents;
    }

    void add(SharedType.DeepEvents events) {
        if (deepEvents.isEmpty()) {
            deepEvents = new ArrayList<>(2);
        }
        deepEvents.add(events);
    }

    /** Adds the next struct of a client. */
    void add(Struct struct) {
        ClientStructs client = struct.client;
        if (client.touch == null || client.touch.transaction != this) {
            Touch touch = new Touch(this, client, client.touch);
            client.touch = touch;
            touches.add(touch);
            store().touched(client, local);
        }
        client.add(struct);
    }

    /** The state of a client when this transaction began. */
    int before(ClientStructs client) {
        int before = -1;
        for (Touch touch = client.touch; touch != null && touch.transaction.sequence >= sequence; touch = touch.older) {
            before = touch.before;
        }
        return before >= 0 ? before : client.state();
    }

    /** Whether a struct was made in this transaction. */
    boolean adds(Struct struct) {
        return struct.clock >= before(struct.client);
    }

    /** Whether a struct was deleted in this transaction; only once its delete set is normal. */
    boolean deletes(Struct struct) {
        return deleteSet.contains(struct.client.id, struct.clock);
    }

    void mergeLater(Struct struct) {
        if (mergeStructs.isEmpty()) {
            mergeStructs = new ArrayList<>();
        }
        mergeStructs.add(struct);
    }

    /** Notes that a key of a type changed, or its list if {@code key} is null; types that are new or deleted tell nobody. */
    void changed(SharedType type, @Nullable String key) {
        Item item = type.item;
        if (item != null && (item.deleted() || item.clock >= before(item.client))) {
            return;
        }
        Change change = type.change;
        if (change == null || change.transaction != this || change.forgotten) {
            change = new Change(this, type);
            type.change = change;
            changes.add(change);
        }
        change.add(key);
    }

    void forgetChange(SharedType type) {
        Change change = type.change;
        if (change != null && change.transaction == this) {
            change.forgotten = true;
        }
    }

    /** Drops what was deleted earlier and is not needed any more, too. */
    void collectAlso(IdSet deleted) {
        if (collectAlso.isEmpty()) {
            collectAlso = new ArrayList<>(1);
        }
        collectAlso.add(deleted);
    }

    List<IdSet> collectAlso() {
        return collectAlso;
    }

    /** What happened to documents inside this one. */
    SubDocumentChange subDocuments() {
        if (subDocuments == null) {
            subDocuments = new SubDocumentChange();
        }
        return subDocuments;
    }

    boolean changesSubDocuments() {
        return subDocuments != null && !subDocuments.isEmpty();
    }

    /** How far each client moved on; known once observers run. */
    List<Touch> advances() {
        return advances;
    }

    void advances(List<Touch> known) {
        advances = known;
    }

    void needFormattingCleanup() {
        needsFormattingCleanup = true;
    }

    boolean needsFormattingCleanup() {
        return needsFormattingCleanup;
    }

    /** Releases what is only needed while observers run. */
    void forget() {
        for (Touch touch : touches) {
            touch.client.forget(touch);
        }
        for (Change change : changes) {
            if (change.type.change == change) {
                change.type.change = null;
            }
        }
        for (SharedType.DeepEvents events : deepEvents) {
            events.type().forget(events);
        }
    }

    /** What changed in one type: keys, in the order of their first change, and whether its list did. */
    static final class Change {

        final Transaction transaction;
        final SharedType type;
        List<String> keys = List.of();
        boolean list;
        boolean forgotten;

        Change(Transaction transaction, SharedType type) {
            this.transaction = transaction;
            this.type = type;
        }

        void add(@Nullable String key) {
            if (key == null) {
                list = true;
            } else {
                if (keys.isEmpty()) {
                    keys = new ArrayList<>(1);
                }
                keys.add(key); // with repetitions; readers take the first
            }
        }
    }
}
