package dev.diorama.engine.scene;

import dev.diorama.engine.mesh.Clusters;
import dev.diorama.engine.mesh.MeshSlab;
import dev.diorama.engine.mesh.UnitMeshes;
import dev.diorama.scene.math.Aabb;
import dev.diorama.scene.math.Affine;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.SceneEvent;
import dev.diorama.scene.schema.SceneNode;
import dev.diorama.scene.schema.SceneView;
import dev.diorama.scene.schema.Transform;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The scene in flat arrays: one slot per node, world transforms, bounds and what is to be drawn, kept up to date from the
 * document's events. An edit costs what it touches, never the whole scene.
 *
 * <p>Edits only mark slots. {@link #flush} (also called by whatever reads world transforms) walks the marked subtrees, parents
 * first, and brings {@link #records} and {@link #drawLists} up to date. Slots are object ids: 0 is the root and means none.
 */
public final class SceneMirror {
    /** The outline of one's own selection. */
    public static final int OWN_OUTLINE = 1;

    /** Outlines 2 to this are other people's. */
    public static final int MAX_OUTLINE = 10;

    /** The outline of what the pointer is over: every other one wins over it. */
    public static final int HOVER_OUTLINE = 11;

    /** Not an outline: what is not drawn here, whatever the document says. */
    public static final int VEIL = 12;

    /** The source of one's own drag; it wins over others'. */
    public static final int OWN_PREVIEW = 0;

    /** State bits of a slot: hidden by itself or from above; displaced from above or by itself. */
    private static final int HIDDEN = 1;

    private static final int DISPLACED = 2;
    /** In the flush that updated it last, more than its position changed. */
    private static final int TURNED = 4;

    private static final int NO_MESH = -1;
    private static final int[] NO_SLOTS = {};
    private static final Motion NO_MOTION = new Motion();

    private final NodeTree tree = new NodeTree();
    private final Transforms transforms = new Transforms();
    private final ObjectRecords records = new ObjectRecords();
    private final DrawLists drawLists = new DrawLists(Clusters.BUCKETS);
    private final Marks marks = new Marks();
    private final Previews previews = new Previews();
    private final MaterialTable materials = new MaterialTable();
    private final Fixtures fixtures = new Fixtures();
    private final DrawnBounds drawnBounds = new DrawnBounds();
    private final OutlineSets outlined = new OutlineSets(VEIL);
    private final float[] meshBounds = new float[UnitMeshes.OBJECT_MESHES * 6];
    private final float[] box = new float[6];
    private final float[] placed = new float[Affine.SIZE];
    private float[] shape = new float[0];
    private int[] mesh = new int[0];
    private int[] material = new int[0];
    /** By slot: segments and sides of what is drawn as clusters, else 0. */
    private int[] parts = new int[0];

    /** By slot, during a flush: the index of the preview that displaces it, from 1. */
    private int[] displacedBy = new int[0];

    /** By slot: of a torus or a capsule, 0 to 1. */
    private float[] thickness = new float[0];

    private boolean[] hidden = new boolean[0];
    /** By slot: its directions and sizes are what its own transform and what is above it make of them, and it was brought up to date since. */
    private boolean[] straight = new boolean[0];
    /** By slot: whether anything stands there that the GPU knows of. */
    private boolean[] shows = new boolean[0];

    private final IntConsumer eachPlaced = this::placeAgain;
    /** By slot: bit k for outline k, of the node itself and with what it inherits. */
    private int[] ownOutlines = new int[0];

    private int[] outlines = new int[0];
    private int[] state = new int[0];
    /** How many slots flushes have brought up to date so far, and of how many of them more than the position was worked out. */
    int updates;

    int wholeUpdates;

    /** An empty scene. */
    public SceneMirror() {
        MeshSlab slab = UnitMeshes.build();
        for (int i = 0; i < UnitMeshes.OBJECT_MESHES; i++) {
            slab.bounds(i, box);
            System.arraycopy(box, 0, meshBounds, 6 * i, 6);
        }
        reserve();
        resetRoot();
    }

    /** Forgets everything but outlines and previews, and takes over the scene as it is. */
    public void rebuild(SceneView scene) {
        tree.clear();
        drawLists.clear();
        materials.clear();
        fixtures.clear();
        marks.clear();
        resetRoot();
        ArrayDeque<NodeId> queue = new ArrayDeque<>(scene.children(NodeId.ROOT));
        while (!queue.isEmpty()) {
            NodeId id = queue.poll();
            created(scene, id);
            queue.addAll(scene.children(id));
        }
    }

    /** Takes over what a transaction changed; the scene is already the new one. */
    public void apply(SceneView scene, List<SceneEvent> events) {
        for (SceneEvent event : events) {
            if (event instanceof SceneEvent.NodeMoved e && !e.oldParent().equals(e.newParent())) {
                // All come off before any is hung up again: between two moves the old tree and the new one may make a
                // cycle.
                moved(e.node(), NodeId.ROOT);
            }
        }
        for (SceneEvent event : events) {
            switch (event) {
                case SceneEvent.NodeCreated e -> created(scene, e.node());
                case SceneEvent.NodeMoved e -> moved(e.node(), e.newParent());
                case SceneEvent.RegisterChanged e -> changed(scene, e.node());
                case SceneEvent.NodeDeleted e -> deleted(e.node());
                case SceneEvent.SceneChanged e -> {
                    // Nothing that is drawn of a node.
                }
                case SceneEvent.EntryCreated e -> materials.read(scene, e.id());
                case SceneEvent.EntryChanged e -> materials.read(scene, e.id());
                case SceneEvent.EntryDeleted e -> materials.read(scene, e.id());
            }
        }
    }

    /** A node is there now; its parent must be, too. */
    public void created(SceneView scene, NodeId id) {
        if (tree.slot(id) != NodeTree.NONE || !scene.contains(id)) {
            return;
        }
        NodeId parent = scene.parent(id);
        int under = parent == null ? NodeTree.NONE : tree.slot(parent);
        int slot = tree.add(id, under == NodeTree.NONE ? NodeTree.ROOT : under);
        reserve();
        ownOutlines[slot] = outlined.of(id);
        read(slot, scene, scene.node(id));
    }

    /** A node is gone, and with it whatever hangs below it. */
    public void deleted(NodeId id) {
        int top = tree.slot(id);
        if (top == NodeTree.NONE || top == NodeTree.ROOT) {
            return;
        }
        int slot;
        do {
            slot = tree.deepest(top);
            drawLists.set(slot, NO_MESH, 0);
            mesh[slot] = NO_MESH;
            fixtures.remove(slot);
            drawnBounds.removed();
            tree.remove(slot);
        } while (slot != top);
    }

    /** A node hangs under another parent now. */
    public void moved(NodeId id, NodeId newParent) {
        int slot = tree.slot(id);
        int under = tree.slot(newParent);
        if (slot == NodeTree.NONE || slot == NodeTree.ROOT) {
            return;
        }
        int target = under == NodeTree.NONE || tree.isWithin(under, slot) ? NodeTree.ROOT : under;
        if (tree.parent(slot) != target) {
            tree.move(slot, target);
            mark(slot);
        }
    }

    /** Something about the node itself changed. */
    public void changed(SceneView scene, NodeId id) {
        int slot = tree.slot(id);
        if (slot != NodeTree.NONE && slot != NodeTree.ROOT && scene.contains(id)) {
            read(slot, scene, scene.node(id));
        }
    }

    /**
     * Outlines these nodes with all below them, and no others, in one of the outline colours. One's own wins over others', then
     * the lower number. Nodes that come later are outlined, too.
     *
     * @param outline 1 to {@link #VEIL}
     */
    public void setOutline(int outline, Collection<NodeId> ids) {
        for (NodeId id : outlined.set(outline, ids)) {
            int slot = tree.slot(id);
            if (slot != NodeTree.NONE && slot != NodeTree.ROOT && ownOutlines[slot] != outlined.of(id)) {
                ownOutlines[slot] = outlined.of(id);
                mark(slot);
            }
        }
    }

    /**
     * Shows these nodes with all below them displaced in the world, until the next call with the same source: a drag that is not
     * committed yet. The document is not touched. Where two sources displace a node, the lower one wins; of nodes below each other
     * only the upper is displaced.
     *
     * @param source whose drag it is; {@link #OWN_PREVIEW} or any greater number
     * @param motion copied
     */
    public void setPreview(int source, Collection<NodeId> ids, Motion motion) {
        setPreview(source, ids, motion, Map.of());
    }

    /**
     * As {@link #setPreview(int, Collection, Motion)}; some nodes count from another transform than the document's.
     *
     * @param bases kept, so not to be changed afterwards
     */
    public void setPreview(int source, Collection<NodeId> ids, Motion motion, Map<NodeId, Transform> bases) {
        markPreview(previews.index(source));
        if (previews.set(source, ids, motion, bases)) {
            markPreview(previews.index(source));
        }
    }

    /** Ends what {@link #setPreview} began. */
    public void endPreview(int source) {
        int before = previews.index(source);
        if (before >= 0) {
            markPreview(before);
            previews.set(source, List.of(), NO_MOTION, Map.of());
        }
    }

    /** Displaces what {@link #setPreview} says, or remembers it and displaces nothing. */
    public void showPreviews(boolean show) {
        if (previews.show(show)) {
            for (int i = 0; i < previews.all(); i++) {
                markPreview(i);
            }
        }
    }

    private void markPreview(int index) {
        if (index >= 0) {
            for (int slot : previews.slots(index, tree)) {
                // Nothing of the node itself has changed: whether it is straight stays as it is.
                marks.add(slot);
            }
        }
    }

    /**
     * The middle of the nodes that a source displaces, as displayed.
     *
     * @return whether there are any; {@code dest} is left alone if not
     */
    public boolean previewCenter(int source, float[] dest) {
        int index = previews.index(source);
        int[] slots = index < 0 ? NO_SLOTS : previews.slots(index, tree);
        if (slots.length == 0) {
            return false;
        }
        flush();
        for (int row = 0; row < 3; row++) {
            float sum = 0;
            for (int slot : slots) {
                sum += transforms.world[slot * Affine.SIZE + row * 4 + 3];
            }
            dest[row] = sum / slots.length;
        }
        return true;
    }

    /** The object id for picking, 0 if the node is not there. */
    public int objectId(NodeId id) {
        return Math.max(tree.slot(id), NodeTree.ROOT);
    }

    /** The node of an object id, null for none or if it is gone. */
    public @Nullable NodeId node(int objectId) {
        return objectId == NodeTree.ROOT ? null : tree.id(objectId);
    }

    /** The world position of a node as displayed; false, and {@code dest} is left alone, if it is not there. */
    public boolean worldPosition(NodeId id, float[] dest) {
        int slot = tree.slot(id);
        if (slot == NodeTree.NONE) {
            return false;
        }
        flush();
        for (int row = 0; row < 3; row++) {
            dest[row] = transforms.world[slot * Affine.SIZE + row * 4 + 3];
        }
        return true;
    }

    /** The world transform of a node as displayed, column-major; false, and {@code dest} is left alone, if it is not there. */
    public boolean worldMatrix(NodeId id, float[] dest) {
        int slot = tree.slot(id);
        if (slot == NodeTree.NONE) {
            return false;
        }
        flush();
        Affine.toMat4(transforms.world, slot * Affine.SIZE, dest);
        return true;
    }

    /** Grows {@code aabb} to hold what is drawn of a node and all below it, or its origin if that is nothing. */
    public void includeBounds(NodeId id, float[] aabb) {
        int top = tree.slot(id);
        if (top == NodeTree.NONE) {
            return;
        }
        flush();
        boolean drawn = false;
        for (int slot = top; slot != NodeTree.NONE; slot = tree.next(slot, top)) {
            if (mesh[slot] != NO_MESH && (state[slot] & HIDDEN) == 0) {
                System.arraycopy(meshBounds, mesh[slot] * 6, box, 0, 6);
                ShapeScale.thicken(box, thickness[slot]);
                place(slot);
                Aabb.includeTransformed(box, placed, 0, aabb);
                drawn = true;
            }
        }
        if (!drawn && top != NodeTree.ROOT) {
            int at = top * Affine.SIZE;
            Aabb.include(transforms.world[at + 3], transforms.world[at + 7], transforms.world[at + 11], aabb);
        }
    }

    /** Number of objects that are drawn. */
    public int objectCount() {
        flush();
        return drawLists.total();
    }

    /** What the GPU is to know of each object; up to date after {@link #flush}. */
    public ObjectRecords records() {
        return records;
    }

    /** What is to be drawn; up to date after {@link #flush}. */
    public DrawLists drawLists() {
        return drawLists;
    }

    /** What objects are made of. */
    public MaterialTable materials() {
        return materials;
    }

    /** Lights and cameras; where they are is up to date after {@link #flush}. */
    public Fixtures fixtures() {
        return fixtures;
    }

    /** A box that holds everything drawn and maybe a little more, not to be changed; up to date after {@link #flush}. */
    public float[] drawnBounds() {
        return drawnBounds.box();
    }

    /** Whether any object's outline shows; costs nothing. */
    public boolean hasOutlines() {
        return outlined.any(HOVER_OUTLINE);
    }

    /** Whether {@link #flush} has something to do. */
    public boolean stale() {
        return marks.count() > 0;
    }

    /** Brings everything below the marked slots up to date. */
    public void flush() {
        if (marks.count() == 0) {
            return;
        }
        notePreviews(true);
        boolean apart = marks.areApart(tree, previews);
        for (int i = 0; i < marks.count(); i++) {
            int top = marks.slot(i);
            if (tree.id(top) != null && (apart || !marks.isAbove(top, tree))) {
                flush(top, apart);
            }
        }
        marks.clear();
        notePreviews(false);
        drawnBounds.settle(records.words(), drawLists);
    }

    private void flush(int top, boolean apart) {
        int before = state[top];
        int outlined = outlines[top];
        boolean slid = apart && straight[top] && slide(top);
        if (!slid) {
            update(top);
        }
        if (slid || (apart && outlines[top] == outlined && state[top] == (before & ~TURNED))) {
            updates += transforms.moveBelow(top, tree, shows, eachPlaced);
            return;
        }
        for (int slot = tree.next(top, top); slot != NodeTree.NONE; slot = tree.next(slot, top)) {
            update(slot);
        }
    }

    /** Brings a slot up to date whose directions, sizes and state are as they were: whether that is so. */
    private boolean slide(int slot) {
        int above = tree.parent(slot);
        boolean carried = (state[above] & DISPLACED) != 0;
        int preview = carried ? -1 : displacedBy[slot] - 1;
        Motion motion = preview < 0 ? NO_MOTION : previews.motion(preview);
        boolean displaced = (state[slot] & DISPLACED) != 0;
        if (displaced != (carried || preview >= 0)
                || motion.turns()
                || motion.grows()
                || (preview >= 0 && previews.base(preview, tree.id(slot)) != null)) {
            return false;
        }
        updates++;
        transforms.move(slot, above, motion);
        if (shows[slot]) {
            placeAgain(slot);
        }
        return true;
    }

    /** A slot that shows was moved, and no more, with what is above it. */
    private void placeAgain(int slot) {
        if (mesh[slot] != NO_MESH) {
            recordMoved(slot);
        } else {
            fixtures.place(slot, transforms.world, (state[slot] & HIDDEN) == 0 ? outline(slot) : -1);
        }
    }

    /** Says of each slot what displaces it, the lowest source of all, or that nothing does. */
    private void notePreviews(boolean there) {
        for (int index = previews.count() - 1; index >= 0; index--) {
            for (int slot : previews.slots(index, tree)) {
                displacedBy[slot] = there ? index + 1 : 0;
            }
        }
    }

    private void update(int slot) {
        int above = tree.parent(slot);
        int inherited = state[above];
        outlines[slot] = outlines[above] | ownOutlines[slot];
        int bits = (hidden[slot] || outlines[slot] >= 1 << VEIL ? HIDDEN : 0) | (inherited & (HIDDEN | DISPLACED));
        // What hangs below something that was only moved keeps its directions and sizes.
        boolean whole = marks.has(slot) || displacedBy[slot] != 0 || (inherited & TURNED) != 0;
        updates++;
        if (whole) {
            wholeUpdates++;
            int preview = (bits & DISPLACED) != 0 ? -1 : displacedBy[slot] - 1;
            Transform base = preview < 0 ? null : previews.base(preview, tree.id(slot));
            Motion motion = preview < 0 ? null : previews.motion(preview);
            boolean changed = transforms.place(slot, above, base, motion);
            straight[slot] = base == null && (motion == null || !(motion.turns() || motion.grows()));
            bits |= (preview < 0 ? 0 : DISPLACED) | (changed ? TURNED : 0);
        } else {
            transforms.move(slot, above);
        }
        state[slot] = bits;
        boolean seen = (bits & HIDDEN) == 0;
        if (mesh[slot] == NO_MESH) {
            drawLists.set(slot, NO_MESH, 0);
            fixtures.place(slot, transforms.world, seen ? outline(slot) : -1);
            return;
        }
        int drawn = parts[slot] == 0 ? mesh[slot] : Clusters.BUCKET;
        drawLists.set(slot, seen ? drawn : NO_MESH, Clusters.count(mesh[slot], parts[slot]));
        if (whole) {
            record(slot);
        } else {
            recordMoved(slot);
        }
    }

    /** The record of an object that was only moved. */
    private void recordMoved(int slot) {
        for (int i = 3; i < Affine.SIZE; i += 4) {
            records.put(slot, i, transforms.world[slot * Affine.SIZE + i]);
        }
        int flags = records.words()[slot * ObjectRecords.WORDS + ObjectRecords.FLAGS];
        records.put(slot, ObjectRecords.FLAGS, (flags & ~ObjectRecords.OUTLINE_MASK) | outline(slot));
        drawnBounds.include(records.words(), slot);
    }

    private int outline(int slot) {
        return Integer.numberOfTrailingZeros(outlines[slot]) & 31;
    }

    private void record(int slot) {
        place(slot);
        for (int i = 0; i < Affine.SIZE; i++) {
            records.put(slot, i, placed[i]);
        }
        float x0 = placed[0];
        float x1 = placed[4];
        float x2 = placed[8];
        float determinant = x0 * (placed[5] * placed[10] - placed[6] * placed[9])
                - placed[1] * (x1 * placed[10] - placed[6] * x2)
                + placed[2] * (x1 * placed[9] - placed[5] * x2);
        records.put(slot, ObjectRecords.SHAPE, parts[slot]);
        int thick = Math.round(thickness[slot] * 0xffff) << ObjectRecords.THICKNESS_SHIFT;
        records.put(slot, ObjectRecords.FLAGS, outline(slot) | (determinant < 0 ? ObjectRecords.MIRRORED : 0) | thick);
        records.put(slot, ObjectRecords.MESH, mesh[slot] | material[slot] << ObjectRecords.MATERIAL_SHIFT);
        float squared = 0;
        for (int i = 0; i < Affine.SIZE; i++) {
            squared += i % 4 == 3 ? 0 : placed[i] * placed[i];
        }
        records.put(slot, ObjectRecords.RADIUS, 0.5f * (float) Math.sqrt(squared));
        drawnBounds.include(records.words(), slot);
    }

    /** The transform of a slot's mesh: the node's, with the shape's parameters as a scale before it. */
    private void place(int slot) {
        int at = slot * Affine.SIZE;
        for (int i = 0; i < Affine.SIZE; i++) {
            int column = i % 4;
            placed[i] = column == 3 ? transforms.world[at + i] : transforms.world[at + i] * shape[slot * 3 + column];
        }
    }

    private void read(int slot, SceneView scene, SceneNode node) {
        transforms.set(slot, node.transform());
        hidden[slot] = node.hidden();
        Primitive primitive = node.primitive();
        mesh[slot] = primitive == null ? NO_MESH : UnitMeshes.of(primitive);
        parts[slot] = primitive == null ? 0 : Clusters.shape(node, primitive);
        String made = node.material();
        material[slot] = made == null ? Math.max(0, mesh[slot]) : materials.index(scene, made);
        thickness[slot] = ShapeScale.read(node, shape, slot * 3);
        fixtures.read(slot, node);
        shows[slot] = mesh[slot] != NO_MESH || fixtures.of(slot) >= 0;
        mark(slot);
    }

    private void mark(int slot) {
        straight[slot] = false;
        marks.add(slot);
    }

    private void resetRoot() {
        Affine.identity(transforms.world, NodeTree.ROOT);
        mesh[NodeTree.ROOT] = NO_MESH;
        state[NodeTree.ROOT] = 0;
        outlines[NodeTree.ROOT] = 0;
    }

    private void reserve() {
        int capacity = tree.capacity();
        if (mesh.length == capacity) {
            return;
        }
        transforms.reserve(capacity);
        shape = Arrays.copyOf(shape, capacity * 3);
        mesh = Arrays.copyOf(mesh, capacity);
        material = Arrays.copyOf(material, capacity);
        parts = Arrays.copyOf(parts, capacity);
        thickness = Arrays.copyOf(thickness, capacity);
        displacedBy = Arrays.copyOf(displacedBy, capacity);
        hidden = Arrays.copyOf(hidden, capacity);
        shows = Arrays.copyOf(shows, capacity);
        straight = Arrays.copyOf(straight, capacity);
        ownOutlines = Arrays.copyOf(ownOutlines, capacity);
        outlines = Arrays.copyOf(outlines, capacity);
        state = Arrays.copyOf(state, capacity);
        marks.reserve(capacity);
        records.reserve(capacity);
    }
}
