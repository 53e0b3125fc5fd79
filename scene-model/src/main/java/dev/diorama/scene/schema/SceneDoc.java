package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.ContentRestore;
import dev.diorama.scene.crdt.SharedType;
import dev.diorama.scene.crdt.Subscription;
import dev.diorama.scene.crdt.Transaction;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YEvent;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.schema.SceneEvent.SceneChanged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The scene in a document: edits go in, events come out, and in between stands the view.
 *
 * <p>The document may be changed by anybody, by edits from here, by updates of peers or by hand; the view and the events follow. Rules
 * S50 to S77 of {@code SPEC.md}. Not thread-safe.
 */
public final class SceneDoc implements SceneView {

    private final YDoc doc;
    private final YMap nodes;
    private final YMap meta;
    private final SceneTree tree;
    private final EntryTracker entries;
    private final SceneEditor editor;
    private final List<SceneObserver> observers = new ArrayList<>();
    private Set<String> changedNodes = new LinkedHashSet<>();
    private Set<String> spareIds = new LinkedHashSet<>();
    private @Nullable TreeUpdate update;
    private boolean metaChanged;
    private Registers metaRegisters = Registers.EMPTY;
    private Registers metaPublished = Registers.EMPTY;
    private Rgb background = Rgb.DEFAULT_BACKGROUND;
    private String sceneName = "";

    private SceneDoc(YDoc doc, RandomSource random) {
        this.doc = doc;
        nodes = doc.map(SchemaKeys.NODES);
        meta = doc.map(SchemaKeys.META);
        tree = new SceneTree(nodes);
        entries = new EntryTracker(doc);
        editor = new SceneEditor(this, tree, nodes, meta, entries, random);
        changedNodes.addAll(nodes.keys());
        metaChanged = true;
        refresh();
        update = null;
        metaPublished = metaRegisters;
        nodes.observeDeep((events, transaction) -> nodesChanged(events));
        meta.observe(event -> metaChanged = true);
        entries.observe();
        doc.onTransaction(this::publish);
    }

    /** The scene in that document, which may hold one already; order keys take their jitter from the client id. */
    public static SceneDoc of(YDoc doc) {
        return of(doc, RandomSource.seeded(doc.clientId()));
    }

    /** The scene in that document; order keys take their jitter from {@code random}. */
    public static SceneDoc of(YDoc doc, RandomSource random) {
        return new SceneDoc(doc, random);
    }

    /** The document underneath. */
    public YDoc doc() {
        return doc;
    }

    /**
     * Does an edit in one transaction, or in the one that is running; then the view knows of it at once, and observers see it with the
     * rest at the end.
     *
     * @param origin handed to the observers with the transaction
     * @throws InvalidEditException if the edit cannot be done; nothing was changed
     */
    public void apply(SceneEdit edit, @Nullable Object origin) throws InvalidEditException {
        refresh();
        Runnable writes = editor.prepare(edit);
        if (writes != null && !versionKnown() && !tree.nodes.isEmpty()) {
            SceneMigration.CURRENT.run(doc);
            changedNodes.addAll(nodes.keys());
            metaChanged = true;
            refresh();
            writes = editor.prepare(edit);
        }
        if (writes != null) {
            doc.transact(origin, writes);
            refresh();
        }
    }

    /**
     * Applies what a peer sent.
     *
     * @param v1 Yjs update, v1 encoding
     * @throws DecodeException if the bytes are malformed; nothing was changed
     */
    public void applyUpdate(byte[] v1, @Nullable Object origin) throws DecodeException {
        doc.applyUpdate(v1, origin);
    }

    /**
     * Makes the document equal in content to an earlier state of itself, in one transaction that writes only what differs: all root
     * types, whether this version knows them or not. Rules S99 to S103.
     *
     * @param past a document that is not this one
     * @return whether anything was different
     * @throws InvalidEditException if the scene was written by a newer version; nothing was changed
     */
    public boolean restore(YDoc past, @Nullable Object origin) throws InvalidEditException {
        refresh();
        editor.checkVersion();
        return !StateHash.of(doc).equals(StateHash.of(past)) && ContentRestore.restore(doc, past, origin);
    }

    /** Calls {@code observer} after each transaction that changed the view. */
    public Subscription observe(SceneObserver observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    @Override
    public boolean contains(NodeId id) {
        TreeNode node = tree.find(id);
        return node != null && node != tree.root;
    }

    @Override
    public @Nullable NodeId parent(NodeId id) {
        TreeNode node = tree.find(id);
        return node == null || node.parent == null ? null : node.parent.id;
    }

    @Override
    public List<NodeId> children(NodeId id) {
        TreeNode node = tree.find(id);
        return node == null ? List.of() : node.childIds();
    }

    @Override
    public SceneNode node(NodeId id) {
        TreeNode node = tree.find(id);
        if (node == null || node == tree.root) {
            throw new IllegalArgumentException("no such node: id=" + id);
        }
        SceneNode value = node.cached;
        if (value == null) {
            value = node == tree.recovered ? NodeReader.recovered() : NodeReader.read(node.id, node.registers);
            node.cached = value;
        }
        return value;
    }

    @Override
    public int size() {
        return tree.nodes.size() + (tree.recovered.parent == null ? 0 : 1);
    }

    @Override
    public SceneEntries entries() {
        return entries.entries;
    }

    @Override
    public Environment environment() {
        return Environment.read(metaRegisters);
    }

    @Override
    public Rgb background() {
        return background;
    }

    @Override
    public String sceneName() {
        return sceneName;
    }

    /** A node as it is now; null if it isn't there. */
    @Nullable NodeState state(NodeId id) {
        TreeNode node = tree.find(id);
        if (node == null || node == tree.root) {
            return null;
        }
        TreeNode parent = node.parent;
        return new NodeState(parent == null ? NodeId.ROOT : parent.id, node.effectiveOrder(), node.registers);
    }

    /** All nodes that are there, in no order; a copy. */
    List<NodeId> ids() {
        List<NodeId> ids = new ArrayList<>(size());
        for (TreeNode node : tree.nodes.values()) {
            ids.add(node.id);
        }
        if (tree.recovered.parent != null) {
            ids.add(NodeId.RECOVERED);
        }
        return ids;
    }

    /** The scene's own registers as they are now. */
    Registers sceneRegisters() {
        return metaRegisters;
    }

    /** How often the tree had to be resolved in full, for tests and benchmarks. */
    int resolutions() {
        return tree.resolutions;
    }

    /** Steps from node to node since the beginning, up the tree and among siblings, for tests. */
    long steps() {
        return tree.steps;
    }

    /** Says that the writes of the running transaction concern this node. */
    void touched(String id) {
        changedNodes.add(id);
    }

    /** Says that the writes of the running transaction concern the scene's own registers. */
    void metaTouched() {
        metaChanged = true;
    }

    private void nodesChanged(List<YEvent> events) {
        for (YEvent event : events) {
            SharedType target = event.target();
            if (target == nodes) {
                changedNodes.addAll(event.writtenKeys());
            } else if (target.parent() == nodes) {
                String id = target.parentKey();
                if (id != null) {
                    changedNodes.add(id);
                }
            }
        }
    }

    /** Brings the view up to date with the document, as far as it is known what changed there. */
    private void refresh() {
        if (metaChanged) {
            metaChanged = false;
            tree.reader.read(meta, false);
            metaRegisters = tree.reader.registers(metaRegisters);
            background = NodeReader.background(metaRegisters.get(SchemaKeys.META_BACKGROUND));
            sceneName = NodeReader.name(metaRegisters.get(SchemaKeys.META_NAME), "Untitled");
        }
        entries.refresh();
        if (!changedNodes.isEmpty()) {
            TreeUpdate running = update;
            if (running == null) {
                running = new TreeUpdate(tree);
                update = running;
            }
            Set<String> ids = changedNodes;
            changedNodes = spareIds;
            running.run(ids);
            // Clearing a set that was large once costs its size for ever.
            if (ids.size() > 64) {
                spareIds = new LinkedHashSet<>();
            } else {
                ids.clear();
                spareIds = ids;
            }
        }
    }

    private void publish(Transaction transaction) {
        refresh();
        List<SceneEvent> events = takeEvents();
        if (!events.isEmpty()) {
            for (SceneObserver observer : List.copyOf(observers)) {
                observer.changed(events, transaction);
            }
        }
    }

    /** What has changed since the last call. */
    private List<SceneEvent> takeEvents() {
        List<SceneEvent> events = new ArrayList<>();
        List<SceneEvent> changed = new ArrayList<>();
        List<SceneEvent> gone = new ArrayList<>();
        Registers.compare(
                metaPublished,
                metaRegisters,
                (key, oldValue, newValue) -> changed.add(new SceneChanged(key, oldValue, newValue)));
        metaPublished = metaRegisters;
        entries.takeEvents(events, changed, gone);
        TreeUpdate done = update;
        update = null;
        if (done == null) {
            events.addAll(changed);
        } else {
            done.events(changed, events);
        }
        events.addAll(gone);
        return Collections.unmodifiableList(events);
    }

    /** The version of the schema that the document was written with. */
    int version() {
        AnyValue value = metaRegisters.get(SchemaKeys.META_SCHEMA);
        double number = value == null ? 0 : value.number(0);
        return number > SchemaKeys.VERSION && number <= Integer.MAX_VALUE && number == Math.rint(number)
                ? (int) number
                : SchemaKeys.VERSION;
    }

    /** Whether the scene can only be read, because a newer version wrote it. */
    public boolean isReadOnly() {
        return readOnlyReason() != null;
    }

    /** Why the scene can only be read; null if it can be edited. */
    public @Nullable String readOnlyReason() {
        refresh();
        int version = version();
        return version > SchemaKeys.VERSION
                ? "the scene was written by a newer version: schema=" + version + " known=" + SchemaKeys.VERSION
                : null;
    }

    /** Whether the document says which version of the schema it was written with. */
    boolean versionKnown() {
        return metaRegisters.get(SchemaKeys.META_SCHEMA) != null;
    }
}
