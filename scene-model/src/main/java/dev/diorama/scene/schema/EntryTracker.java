package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.SharedType;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YEvent;
import dev.diorama.scene.crdt.YMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Follows the root maps of materials, assets and comments: rules S104 to S107. */
final class EntryTracker {

    /** How far below an entry's map something is still shown: the text of a comment, the list of its replies. */
    private static final int SHOWN_DEPTH = 2;

    final SceneEntries entries = new SceneEntries();

    private final List<YMap> roots = new ArrayList<>();
    private final Set<SceneEntries.Key> changed = new HashSet<>();

    /** What entries were when the transaction began; without registers if they weren't there. */
    private final Map<SceneEntries.Key, Before> before = new TreeMap<>();

    EntryTracker(YDoc doc) {
        for (int i = 0; i < EntryKind.count(); i++) {
            EntryKind kind = EntryKind.at(i);
            YMap root = doc.map(kind.rootName());
            roots.add(root);
            for (String id : root.keys()) {
                touched(kind, id);
            }
        }
        refresh();
        before.clear();
    }

    void observe() {
        for (int i = 0; i < roots.size(); i++) {
            EntryKind kind = EntryKind.at(i);
            YMap root = roots.get(i);
            root.observeDeep((events, transaction) -> changed(kind, root, events));
        }
    }

    YMap root(EntryKind kind) {
        return roots.get(kind.index());
    }

    /** Says that the writes of the running transaction concern this entry. */
    void touched(EntryKind kind, String id) {
        changed.add(new SceneEntries.Key(kind, id));
    }

    private void changed(EntryKind kind, YMap root, List<YEvent> events) {
        for (YEvent event : events) {
            SharedType type = event.target();
            if (type == root) {
                for (String id : event.writtenKeys()) {
                    touched(kind, id);
                }
                continue;
            }
            for (int depth = 0; depth < SHOWN_DEPTH && type != null; depth++) {
                SharedType parent = type.parent();
                String id = type.parentKey();
                if (parent == root && id != null) {
                    touched(kind, id);
                }
                type = parent;
            }
        }
    }

    /** Brings the entries up to date with the document. */
    void refresh() {
        for (SceneEntries.Key key : changed) {
            Registers old = entries.registers(key.kind(), key.id());
            if (!before.containsKey(key)) {
                before.put(key, new Before(old));
            }
            YMap map = key.id().isEmpty() ? null : root(key.kind()).map(key.id());
            entries.put(key.kind(), key.id(), map == null ? null : Registers.readFlat(map));
        }
        changed.clear();
    }

    /** Adds what has changed since the last call, in the order of rule S74. */
    void takeEvents(List<SceneEvent> created, List<SceneEvent> rewritten, List<SceneEvent> deleted) {
        if (before.isEmpty()) {
            return;
        }
        for (Map.Entry<SceneEntries.Key, Before> entry : before.entrySet()) {
            SceneEntries.Key key = entry.getKey();
            new SceneDiff.EntryChange(key, entry.getValue().registers, entries.registers(key.kind(), key.id()))
                    .addEvents(created, rewritten, deleted);
        }
        before.clear();
    }

    private record Before(@Nullable Registers registers) {}
}
