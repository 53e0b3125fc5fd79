package dev.diorama.packaging;

import java.util.List;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodHolder;

/**
 * Takes {@code equals} and {@code hashCode} from records that nothing in the engine ever compares: those that tell something, to the page, to
 * the graphics device, or of a change, and notes on the way of a computation.
 *
 * <p>TeaVM cannot know that: whoever looks into a map might hold any of them.
 */
public final class RecordTransformer implements ClassHolderTransformer {
    /** Beginnings of their names. A test of the engine sees to it that nobody compares them. */
    public static final List<String> TOLD = List.of(
            "dev.diorama.engine.editor.",
            "dev.diorama.engine.gpu.",
            "dev.diorama.engine.pick.",
            "dev.diorama.engine.replay.ReplayChange",
            "dev.diorama.engine.sync.DragPreview",
            "dev.diorama.engine.sync.Peer",
            "dev.diorama.engine.sync.Pointing",
            "dev.diorama.scene.crdt.Chunk$",
            "dev.diorama.scene.crdt.ContentRestore$Pair",
            "dev.diorama.scene.crdt.ContentRestore$Unit",
            "dev.diorama.scene.crdt.Item$Redone",
            "dev.diorama.scene.crdt.PendingDeletes$",
            "dev.diorama.scene.crdt.SharedType$DeepEvents",
            "dev.diorama.scene.protocol.Awareness$",
            "dev.diorama.scene.schema.EntryTracker$Before",
            "dev.diorama.scene.schema.Primitive$Parameter",
            "dev.diorama.scene.schema.RegisterEdit$Entry",
            "dev.diorama.scene.schema.SceneDiff$",
            "dev.diorama.scene.schema.SceneEvent$",
            "dev.diorama.scene.schema.SceneRepair$Edge");

    /** TeaVM makes it by its name. */
    public RecordTransformer() {}

    @Override
    public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
        if ("java.lang.Record".equals(type.getParent()) && TOLD.stream().anyMatch(type.getName()::startsWith)) {
            for (MethodHolder method : List.copyOf(type.getMethods())) {
                if (method.getName().equals("equals") || method.getName().equals("hashCode")) {
                    type.removeMethod(method);
                }
            }
        }
    }
}
