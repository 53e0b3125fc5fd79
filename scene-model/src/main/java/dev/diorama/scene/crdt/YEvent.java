package dev.diorama.scene.crdt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one transaction changed in one shared type. Valid only while the observer runs. */
public final class YEvent {

    private final SharedType target;
    private final Transaction transaction;
    private final Transaction.Change change;
    private SharedType observed;
    private @Nullable Map<String, KeyChange> keys;
    private @Nullable List<Delta> delta;

    YEvent(SharedType target, Transaction transaction, Transaction.Change change) {
        this.target = target;
        this.transaction = transaction;
        this.change = change;
        this.observed = target;
    }

    void seenFrom(SharedType type) {
        observed = type;
    }

    /** The type that changed. */
    public SharedType target() {
        return target;
    }

    public Transaction transaction() {
        return transaction;
    }

    /** Number of steps from the observed type to the target. */
    int depth() {
        return target.depth() - observed.depth();
    }

    /** The way from the observed type to the target: a String for a key, an Integer for a position in a list. */
    public List<Object> path() {
        if (target != observed && target.parent() == observed && target.item != null) {
            Item item = target.item;
            return List.of(item.parentSub != null ? item.parentSub : (Object) position(observed, item));
        }
        List<Object> path = new ArrayList<>();
        SharedType type = target;
        while (type != observed && type.item != null) {
            Item item = type.item;
            SharedType parent = item.parent();
            path.add(item.parentSub != null ? item.parentSub : (Object) position(parent, item));
            type = parent;
        }
        Collections.reverse(path);
        return path;
    }

    private static Integer position(SharedType parent, Item wanted) {
        int position = 0;
        for (Item item = parent.start; item != null && item != wanted; item = item.right) {
            if (item.visible()) {
                position += item.length;
            }
        }
        return position;
    }

    /** The keys that were written or removed, some perhaps several times and some as they were; cheaper than {@link #keys}. */
    public List<String> writtenKeys() {
        return Collections.unmodifiableList(change.keys);
    }

    /** The keys that changed, in the order of their first change. */
    public Map<String, KeyChange> keys() {
        if (keys == null && change.keys.size() == 1) {
            String key = change.keys.getFirst();
            KeyChange keyChange = keyChange(target.map().get(key));
            keys = keyChange == null ? Map.of() : Map.of(key, keyChange);
        } else if (keys == null) {
            keys = new LinkedHashMap<>();
            for (String key : change.keys) {
                if (!keys.containsKey(key)) {
                    KeyChange keyChange = keyChange(target.map().get(key));
                    if (keyChange != null) {
                        keys.put(key, keyChange);
                    }
                }
            }
        }
        return keys;
    }

    private @Nullable KeyChange keyChange(@Nullable Item item) {
        if (item == null) {
            return null;
        }
        if (!transaction.adds(item)) {
            return transaction.deletes(item) ? keyChange(KeyChange.Action.DELETE, item) : null;
        }
        Item before = item.left;
        while (before != null && transaction.adds(before)) {
            before = before.left;
        }
        boolean replaced = before != null && transaction.deletes(before);
        if (transaction.deletes(item)) {
            return replaced ? keyChange(KeyChange.Action.DELETE, before) : null;
        }
        return replaced ? keyChange(KeyChange.Action.UPDATE, before) : new KeyChange(KeyChange.Action.ADD, null, null);
    }

    private static KeyChange keyChange(KeyChange.Action action, @Nullable Item old) {
        if (old != null && old.content instanceof ContentAny any) {
            return new KeyChange(action, any.lastValue(), null);
        }
        Chunk last = old == null ? null : old.content.last();
        if (last instanceof Chunk.Any any) {
            return new KeyChange(action, any.value(), null);
        }
        return new KeyChange(action, null, last instanceof Chunk.Shared shared ? shared.type() : null);
    }

    /** The change of the list or the text; empty if only keys changed. */
    public List<Delta> delta() {
        if (delta == null) {
            delta = change.list ? new DeltaBuilder(transaction).build(target) : List.of();
        }
        return delta;
    }
}
