package dev.diorama.scene.crdt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deletes items and collects what they held; with a stack of its own, since types may be nested without limit. */
final class Deletion {

    private Deletion() {}

    /** Deletes an item and everything below it. */
    static void delete(Item item, Transaction transaction) {
        if (item.deleted()) {
            return;
        }
        mark(item, transaction);
        SharedType type = item.type();
        if (type != null) {
            deleteBelow(type, transaction);
        }
    }

    private static void mark(Item item, Transaction transaction) {
        SharedType parent = item.parent();
        if (item.countable() && item.parentSub == null) {
            parent.length -= item.length;
        }
        item.markDeleted();
        transaction.deleteSet().add(item.client.id, item.clock, item.length);
        transaction.changed(parent, item.parentSub);
        if (item.content instanceof ContentDoc doc) {
            transaction.subDocuments().remove(doc.document);
        }
    }

    private static void deleteBelow(SharedType top, Transaction transaction) {
        List<Walk> stack = new ArrayList<>();
        stack.add(new Walk(top));
        while (!stack.isEmpty()) {
            Walk walk = stack.getLast();
            Item child = walk.next();
            if (child == null) {
                transaction.forgetChange(walk.type);
                stack.removeLast();
            } else if (!child.deleted()) {
                mark(child, transaction);
                SharedType nested = child.type();
                if (nested != null) {
                    stack.add(new Walk(nested));
                }
            } else if (child.clock < transaction.before(child.client)) {
                // It will be collected with its parent, and can be merged then; the delete set does not tell.
                transaction.mergeLater(child);
            }
        }
    }

    /**
     * Drops the content of a deleted item.
     *
     * @param withParent whether the parent is collected too, so that not even the place matters any more
     */
    static void collect(Item item, boolean withParent) {
        if (!item.deleted()) {
            throw new IllegalStateException("not deleted: client=" + item.client.id + " clock=" + item.clock);
        }
        SharedType type = item.type();
        if (type != null) {
            collectBelow(type);
        }
        if (withParent) {
            StructStore.replace(item, new Gc(item.client, item.clock, item.length));
        } else {
            item.content = ContentDeleted.of(item.length);
        }
    }

    private static void collectBelow(SharedType top) {
        List<SharedType> stack = new ArrayList<>();
        stack.add(top);
        while (!stack.isEmpty()) {
            SharedType type = stack.removeLast();
            for (Item item = type.start; item != null; item = item.right) {
                collectChild(item, stack);
            }
            type.start = null;
            ItemMap map = type.map();
            for (int i = 0; i < map.size(); i++) {
                for (Item item = map.item(i); item != null; item = item.left) {
                    collectChild(item, stack);
                }
            }
            type.clearMap();
        }
    }

    private static void collectChild(Item item, List<SharedType> stack) {
        SharedType nested = item.type();
        if (nested != null) {
            stack.add(nested);
        }
        StructStore.replace(item, new Gc(item.client, item.clock, item.length));
    }

    /** The children of one type: its list, then the value of each key. */
    private static final class Walk {

        final SharedType type;
        private @Nullable Item next;
        private int key;

        Walk(SharedType type) {
            this.type = type;
            this.next = type.start;
        }

        @Nullable Item next() {
            Item item = next;
            if (item != null) {
                next = item.right;
                return item;
            }
            ItemMap map = type.map();
            return key < map.size() ? map.item(key++) : null;
        }
    }
}
