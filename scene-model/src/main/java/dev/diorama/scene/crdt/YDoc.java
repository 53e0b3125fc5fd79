package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lists;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A document that peers edit together: named root types, the edits that made them, and what is known of edits still missing.
 *
 * <p>Behaves and encodes as {@code Y.Doc} of npm yjs 13.6. Not thread-safe: one thread at a time.
 */
public final class YDoc {

    private static final long MAX_CLIENT_ID = 0xFFFFFFFFL;

    private final StructStore store = new StructStore();
    private final Map<String, SharedType> roots = new LinkedHashMap<>();
    private final boolean gc;
    private final LongSupplier newClientIds;
    private long clientId;
    private ClientStructs ownClient;
    private @Nullable Transaction current;
    private final List<Transaction> unfinished = new ArrayList<>(2);
    private long transactions;
    private long ticks;
    private final UpdateWriterV1 scratch = new UpdateWriterV1();
    private List<FormatListener> updateListeners = List.of();
    private List<Consumer<Transaction>> transactionListeners = List.of();
    private List<Consumer<SubDocumentChange>> subDocumentListeners = List.of();
    private final Set<SubDocument> subDocuments = new LinkedHashSet<>();

    private YDoc(long clientId, boolean gc, LongSupplier newClientIds) {
        if (clientId < 0 || clientId > MAX_CLIENT_ID) {
            throw new IllegalArgumentException("client id: " + clientId);
        }
        this.clientId = clientId;
        this.gc = gc;
        this.newClientIds = newClientIds;
        this.ownClient = store.client(clientId);
    }

    /**
     * An empty document that collects deleted content.
     *
     * @param clientId unique among everybody who ever edits the document; a random uint32
     */
    public static YDoc of(long clientId) {
        return of(clientId, new RandomIds());
    }

    /**
     * An empty document that collects deleted content.
     *
     * @param newClientIds gives another id when somebody else turns out to use this one
     */
    public static YDoc of(long clientId, LongSupplier newClientIds) {
        return new YDoc(clientId, true, newClientIds);
    }

    /** An empty document that keeps deleted content, for history. */
    public static YDoc withoutGc(long clientId) {
        return new YDoc(clientId, false, new RandomIds());
    }

    /** The id of edits made here; changes if somebody else turns out to use it. */
    public long clientId() {
        return clientId;
    }

    void renewClientId() {
        clientId = newClientIds.getAsLong() & MAX_CLIENT_ID;
        ownClient = store.client(clientId);
    }

    /** The root map of this name, as {@code doc.getMap}; a root that came over the wire without a type becomes a map. */
    public YMap map(String name) {
        return (YMap) typedRoot(name, SharedType.Kind.MAP);
    }

    /** The root array of this name. */
    public YArray array(String name) {
        return (YArray) typedRoot(name, SharedType.Kind.ARRAY);
    }

    /** The root text of this name. */
    public YText text(String name) {
        return (YText) typedRoot(name, SharedType.Kind.TEXT);
    }

    /** The root XML fragment of this name. */
    public YXmlFragment xmlFragment(String name) {
        return (YXmlFragment) typedRoot(name, SharedType.Kind.XML_FRAGMENT);
    }

    private SharedType typedRoot(String name, SharedType.Kind kind) {
        SharedType root = roots.get(name);
        if (root != null && root.kind() == kind) {
            return root;
        }
        if (root != null && !(root instanceof UntypedRoot)) {
            throw new IllegalStateException("root has another type: name=" + name + " kind=" + root.kind());
        }
        SharedType typed = SharedType.create(kind, null);
        typed.attachRoot(this, name);
        if (root != null) {
            typed.takeOver(root);
        }
        roots.put(name, typed);
        return typed;
    }

    /** The root of a name that came over the wire. */
    SharedType untypedRoot(String name) {
        SharedType root = roots.get(name);
        if (root == null) {
            root = new UntypedRoot();
            root.attachRoot(this, name);
            roots.put(name, root);
        }
        return root;
    }

    /** Names of all roots, in the order in which they appeared here. */
    public Set<String> rootNames() {
        return Collections.unmodifiableSet(roots.keySet());
    }

    /** The root of this name, typed or not; null if there is none. */
    public @Nullable SharedType root(String name) {
        return roots.get(name);
    }

    /**
     * Runs {@code body} as one transaction, or as a part of the one that is running.
     *
     * @param origin handed to observers and update listeners; ignored inside another transaction
     */
    public void transact(@Nullable Object origin, Runnable body) {
        transact(origin, true, transaction -> body.run());
    }

    /** Runs a body in the running transaction, or in one without origin. */
    void transactLocally(Consumer<Transaction> body) {
        transact(null, true, body);
    }

    void transact(@Nullable Object origin, boolean local, Consumer<Transaction> body) {
        if (current != null) {
            body.accept(current);
            return;
        }
        Transaction transaction = new Transaction(this, origin, local, transactions++);
        current = transaction;
        unfinished.add(transaction);
        boolean outermost = unfinished.getFirst() == transaction;
        try {
            body.accept(transaction);
        } finally {
            current = null;
            if (outermost) {
                finishAll();
            }
        }
    }

    /** Finishes the first transaction and those that its observers opened, one after another. */
    private void finishAll() {
        Throwable failure = null;
        while (!unfinished.isEmpty()) {
            Throwable each = new TransactionCleanup(unfinished.getFirst()).run();
            unfinished.removeFirst();
            failure = failure == null ? each : failure;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }

    /** A transaction that is not finished, and those that began after it. */
    List<Transaction> unfinishedFrom(Transaction transaction) {
        return unfinished.size() == 1
                ? unfinished
                : Lists.part(unfinished, unfinished.indexOf(transaction), unfinished.size());
    }

    /** Applies an update of up to {@link DecodeLimits#STATE}. */
    public void applyUpdate(byte[] v1, @Nullable Object origin) throws DecodeException {
        applyUpdate(v1, origin, DecodeLimits.STATE);
    }

    /**
     * Applies an update. It is decoded as a whole before anything changes; edits whose predecessors are missing wait for them.
     *
     * @throws DecodeException if the bytes are malformed or above the limits; nothing changed
     */
    public void applyUpdate(byte[] v1, @Nullable Object origin, DecodeLimits limits) throws DecodeException {
        applyUpdate(v1, UpdateFormat.V1, origin, limits);
    }

    /** Applies an update of either format; otherwise as {@link #applyUpdate(byte[], Object, DecodeLimits)}. */
    public void applyUpdate(byte[] bytes, UpdateFormat format, @Nullable Object origin, DecodeLimits limits)
            throws DecodeException {
        apply(UpdateDecoder.decode(bytes, format, limits, store), origin);
    }

    /**
     * Applies an update if the document stays within limits of its own; otherwise as {@link #applyUpdate(byte[], Object, DecodeLimits)}.
     *
     * @throws LimitException if it would not; nothing changed
     */
    public void applyUpdate(byte[] v1, @Nullable Object origin, DecodeLimits limits, DocumentLimits documentLimits)
            throws DecodeException {
        DecodedUpdate update = UpdateDecoder.decode(v1, UpdateFormat.V1, limits, store);
        documentLimits.check(update, store);
        apply(update, origin);
    }

    private void apply(DecodedUpdate update, @Nullable Object origin) {
        update.adopt(store);
        transact(origin, false, transaction -> {
            transaction.becomeRemote();
            UpdateApplier.apply(update, transaction);
        });
    }

    /** The whole document as an update. */
    public byte[] encodeStateAsUpdate() {
        return encodeStateAsUpdate(StateVector.EMPTY);
    }

    /** What a document at {@code since} lacks, as an update; all deletions are in it. */
    public byte[] encodeStateAsUpdate(StateVector since) {
        return encodeStateAsUpdate(since, UpdateFormat.V1);
    }

    /** What a document at {@code since} lacks, as an update of either format; what is pending here is in it. */
    public byte[] encodeStateAsUpdate(StateVector since, UpdateFormat format) {
        byte[] state = StateEncoder.encodeState(store, since, format.writer());
        return hasPending() ? UpdateMerger.withPending(state, store, since, format) : state;
    }

    /** State vector and deletions, as {@code encodeSnapshot} of Yjs: equal for two documents that hold the same edits. */
    public byte[] encodeSnapshot() {
        return Snapshot.of(this).encode(UpdateFormat.V1);
    }

    /** How much of each client's edits is here. */
    public StateVector stateVector() {
        SortedMap<Long, Integer> clocks = new TreeMap<>();
        for (ClientStructs client : store.clients().values()) {
            clocks.put(client.id, client.state());
        }
        return StateVector.of(clocks);
    }

    public byte[] encodeStateVector() {
        return stateVector().encode();
    }

    /** Whether edits or deletions wait here for others that have not arrived. */
    public boolean hasPending() {
        return store.hasPending();
    }

    /** A number that moves whenever an update brought edits or deletions that wait here and did not wait before. */
    public long pendingRevision() {
        return store.pendingRevision;
    }

    /** Number of structs that wait here for others. */
    public int pendingStructs() {
        return store.pending.size();
    }

    /** Number of clients that edits here are of or refer to. */
    public int clientCount() {
        return store.clients().size();
    }

    /** Number of structs and deleted ranges that wait here for others. */
    public int waiting() {
        return store.pending.size() + store.pendingDeletes.ranges();
    }

    /** Forgets what waits here; whoever does this asks for it again with a state vector. */
    public void discardPending() {
        store.pending.clear();
        store.pendingDeletes.clear();
    }

    /** Calls {@code listener} after each transaction that changed something, with the update as v1. */
    public Subscription onUpdate(UpdateListener listener) {
        return onUpdate(UpdateFormat.V1, listener);
    }

    /** Calls {@code listener} after each transaction that changed something, with the update in a format. */
    public Subscription onUpdate(UpdateFormat format, UpdateListener listener) {
        FormatListener entry = new FormatListener(format, listener);
        updateListeners = SharedType.with(updateListeners, entry);
        return () -> updateListeners = SharedType.without(updateListeners, entry);
    }

    /** Calls {@code listener} after the observers of each transaction. */
    public Subscription onTransaction(Consumer<Transaction> listener) {
        transactionListeners = SharedType.with(transactionListeners, listener);
        return () -> transactionListeners = SharedType.without(transactionListeners, listener);
    }

    /** Calls {@code listener} after each transaction that added or removed documents inside this one, or wants some loaded. */
    public Subscription onSubDocuments(Consumer<SubDocumentChange> listener) {
        subDocumentListeners = SharedType.with(subDocumentListeners, listener);
        return () -> subDocumentListeners = SharedType.without(subDocumentListeners, listener);
    }

    /** The documents inside this one, in the order in which they came. */
    public Set<SubDocument> subDocuments() {
        return Collections.unmodifiableSet(subDocuments);
    }

    void tellOfSubDocuments(Transaction transaction) {
        SubDocumentChange change = transaction.subDocuments();
        subDocuments.addAll(change.added());
        subDocuments.removeAll(change.removed());
        for (Consumer<SubDocumentChange> listener : subDocumentListeners) {
            listener.accept(change);
        }
    }

    boolean hasUpdateListeners(UpdateFormat format) {
        for (int i = 0; i < updateListeners.size(); i++) {
            if (updateListeners.get(i).format == format) {
                return true;
            }
        }
        return false;
    }

    boolean hasTransactionListeners() {
        return !transactionListeners.isEmpty();
    }

    /** Tells the listeners of one format of a transaction, if there are any and it changed something. */
    void emitUpdate(UpdateFormat format, Transaction transaction) {
        byte[] update = null;
        for (FormatListener entry : updateListeners) {
            if (entry.format != format) {
                continue;
            }
            if (update == null) {
                UpdateWriter writer = format == UpdateFormat.V1 ? scratch : format.writer();
                update = StateEncoder.encodeTransaction(transaction, writer);
                scratch.rest().reset();
                if (update.length == 0) {
                    return;
                }
            }
            entry.listener.update(update, transaction.origin(), transaction.local());
        }
    }

    void callTransactionListeners(Transaction transaction) {
        for (Consumer<Transaction> listener : transactionListeners) {
            listener.accept(transaction);
        }
    }

    StructStore store() {
        return store;
    }

    ClientStructs ownClient() {
        return ownClient;
    }

    boolean collectsGarbage() {
        return gc;
    }

    /** A number that grows with each call: the age of search markers. */
    long tick() {
        return ticks++;
    }

    /** A listener and the format that it wants; compared by identity. */
    private static final class FormatListener {

        final UpdateFormat format;
        final UpdateListener listener;

        FormatListener(UpdateFormat format, UpdateListener listener) {
            this.format = format;
            this.listener = listener;
        }
    }

    /** Random client ids, from a source that is made when the first one is needed. */
    private static final class RandomIds implements LongSupplier {

        private @Nullable Random random;

        @Override
        public long getAsLong() {
            if (random == null) {
                random = new Random();
            }
            return random.nextInt() & MAX_CLIENT_ID;
        }
    }
}
