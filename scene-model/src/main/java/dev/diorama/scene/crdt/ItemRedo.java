package dev.diorama.scene.crdt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings deleted items back as copies. */
final class ItemRedo {

    private final Transaction transaction;
    private final Set<Item> redoing;
    private final IdSet deleting;
    private final UndoManager manager;

    /**
     * A run of undo or redo.
     *
     * @param redoing all items that are brought back in this run
     * @param deleting what this run deletes
     */
    ItemRedo(Transaction transaction, Set<Item> redoing, IdSet deleting, UndoManager manager) {
        this.transaction = transaction;
        this.redoing = redoing;
        this.deleting = deleting;
        this.manager = manager;
    }

    /** Marks an item and those above it as needed by undo, or as not needed any more. */
    static void keep(Item first, boolean keep) {
        for (Item item = first; item != null && item.keep() != keep; item = item.parent().item) {
            item.keep(keep);
        }
    }

    /** The copy of an item, made now if need be; null if its place is gone or somebody else's by now. */
    @Nullable Item redo(Item item) {
        List<Item> gone = new ArrayList<>();
        gone.add(item);
        if (item.redone() == null) {
            Item parent = item.parent().item;
            while (parent != null && parent.deleted() && parent.redone() == null) {
                if (!redoing.contains(parent)) {
                    return null;
                }
                gone.add(parent);
                parent = parent.parent().item;
            }
        }
        Item copy = null;
        for (int i = gone.size() - 1; i >= 0; i--) {
            copy = redoOne(gone.get(i));
            if (copy == null) {
                return null;
            }
        }
        return copy;
    }

    private @Nullable Item redoOne(Item item) {
        if (item.redone() != null) {
            return copyOf(item);
        }
        Item parentItem = item.parent().item;
        if (parentItem != null && parentItem.deleted()) {
            while (parentItem != null && parentItem.redone() != null) {
                parentItem = copyOf(parentItem);
            }
        }
        SharedType parent = parentItem == null ? item.parent() : parentItem.type();
        if (parent == null) {
            return null;
        }
        Item left;
        Item right = null;
        if (item.parentSub == null) {
            left = neighbour(item.left, parentItem, true);
            right = neighbour(item, parentItem, false);
        } else {
            left = item.right != null && !manager.ignoresRemoteMapChanges() ? lastOfOurs(item) : null;
            if (left != null && left.right != null) {
                return null;
            }
            if (left == null || left.parent().item != parentItem) {
                left = parent.map().get(item.parentSub);
            }
        }
        Item copy = Item.between(transaction, left, right, parent, item.parentSub, item.content.copy());
        item.redone(new Item.Redone(copy.client, copy.clock));
        keep(copy, true);
        copy.integrate(transaction, 0);
        return copy;
    }

    /** The nearest item in a direction that is, or has a copy, below the parent. */
    private @Nullable Item neighbour(@Nullable Item from, @Nullable Item parentItem, boolean leftwards) {
        Item item = from;
        while (item != null) {
            Item trace = item;
            while (trace != null && trace.parent().item != parentItem) {
                trace = trace.redone() == null ? null : copyOf(trace);
            }
            if (trace != null) {
                return trace;
            }
            item = leftwards ? item.left : item.right;
        }
        return null;
    }

    /** The last value of a key after this one, as long as all between are ours or go away in this run. */
    private @Nullable Item lastOfOurs(Item item) {
        Item left = item;
        while (left != null && left.right != null && replaceable(left.right)) {
            left = left.right;
            while (left != null && left.redone() != null) {
                left = copyOf(left);
            }
        }
        return left;
    }

    private boolean replaceable(Item item) {
        return item.redone() != null || deleting.contains(item.client.id, item.clock) || manager.deletedByStep(item);
    }

    private @Nullable Item copyOf(Item item) {
        Item.Redone redone = item.redone();
        if (redone == null) {
            return null;
        }
        Struct struct = StructStore.cleanStart(transaction, redone.client(), redone.clock());
        return struct instanceof Item copy ? copy : null;
    }
}
