package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.InvalidEditException.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From an edit to writes: checks first, then says what to write: rules S68 to S73. */
final class SceneEditor {

    private final SceneDoc scene;
    private final SceneTree tree;
    private final YMap nodes;
    private final YMap meta;
    private final EntryTracker entries;
    private final Siblings siblings;

    SceneEditor(SceneDoc scene, SceneTree tree, YMap nodes, YMap meta, EntryTracker entries, RandomSource random) {
        this.scene = scene;
        this.tree = tree;
        this.nodes = nodes;
        this.meta = meta;
        this.entries = entries;
        siblings = new Siblings(tree, random);
    }

    /**
     * Checks an edit.
     *
     * @return what to run in a transaction; null if the edit changes nothing
     */
    @Nullable Runnable prepare(SceneEdit edit) throws InvalidEditException {
        checkVersion();
        EditPlan plan = new EditPlan(scene, tree, siblings, nodes, meta, entries);
        edit.plan(plan);
        List<Runnable> writes = plan.writes();
        return writes.isEmpty() ? null : () -> run(writes);
    }

    /** Refuses to edit what a newer version wrote. */
    void checkVersion() throws InvalidEditException {
        String reason = scene.readOnlyReason();
        if (reason != null) {
            throw new InvalidEditException(Reason.READ_ONLY, reason);
        }
    }

    private void run(List<Runnable> writes) {
        if (!scene.versionKnown()) {
            meta.set(SchemaKeys.META_SCHEMA, AnyValue.of(SchemaKeys.VERSION));
            scene.metaTouched();
        }
        for (Runnable write : writes) {
            write.run();
        }
    }
}
