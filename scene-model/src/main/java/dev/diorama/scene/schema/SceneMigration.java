package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import java.util.function.Consumer;

/**
 * Brings documents of older versions up to date, in place: rules S125 and S126.
 *
 * <p>A step writes values that follow from the document alone, so that two who do it at once write the same, and leaves what it doesn't know.
 */
final class SceneMigration {

    /** The steps up to the version of this code. */
    static final SceneMigration CURRENT = new SceneMigration(List.of(SceneMigration::nameKinds));

    /** The origin of the transaction. */
    static final Object ORIGIN = "migration";

    /** The step at an index leads from that version to the next. */
    private final List<Consumer<YDoc>> steps;

    SceneMigration(List<Consumer<YDoc>> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Migrates in one transaction; nothing happens to a document that is up to date or newer. */
    void run(YDoc doc) {
        YMap meta = doc.map(SchemaKeys.META);
        AnyValue version = meta.any(SchemaKeys.META_SCHEMA);
        double from = version == null ? 0 : version.number(steps.size());
        if (!(from >= 0 && from < steps.size() && from == Math.rint(from))) {
            return;
        }
        doc.transact(ORIGIN, () -> {
            for (int i = (int) from; i < steps.size(); i++) {
                steps.get(i).accept(doc);
            }
            meta.set(SchemaKeys.META_SCHEMA, AnyValue.of(steps.size()));
        });
    }

    /** Version 0 is what plain programs write without saying so. Version 1 says what kind each node is, as rule S62 guesses it. */
    private static void nameKinds(YDoc doc) {
        YMap nodes = doc.map(SchemaKeys.NODES);
        for (String id : nodes.keys()) {
            YMap map = nodes.map(id);
            if (map != null && !map.has(SchemaKeys.KIND)) {
                boolean shaped = map.any(SchemaKeys.GEOMETRY) instanceof AnyValue.Str str
                        && Primitive.ofWireName(str.value()) != null;
                NodeKind kind = shaped ? NodeKind.MESH : NodeKind.EMPTY;
                map.set(SchemaKeys.KIND, AnyValue.of(kind.wireName()));
            }
        }
    }
}
