package dev.diorama.scene.crdt;

import org.jspecify.annotations.Nullable;

/*
 * How an item finds its place: YATA (Nicolaescu et al., "Near Real-Time Peer-to-Peer Shared Editing on Extensible Data Types", 2016)
 * with the right origin that Yjs added.
 *
 * 1. An item remembers its neighbours at the moment of writing: origin and right origin. Everything between them now is concurrent.
 * 2. The scan walks from the origin to the right origin. An item with the same origin goes by client id; an item whose origin was
 *    passed belongs to a concurrent run and is passed with it; any other one ends the scan.
 * 3. Yjs keeps two sets during the scan: the items passed, and those passed since the place last moved. Here each item carries the
 *    number of the scan step that saw it. The number grows whenever the place moves, so "passed" is "not below the first number of
 *    this scan" and "passed since" is "equal to the newest number". No allocation, no hashing.
 * 4. Where many items have one origin, a scan goes on from where the last one ended; see ScanShortcuts.
 */
/** Puts items into their lists. */
final class ItemIntegration {

    private ItemIntegration() {}

    /** Finds the neighbours and the parent; returns the client that must come first instead, if one is missing. */
    static @Nullable ClientStructs resolve(Item item, Transaction transaction) {
        ClientStructs origin = item.originClient;
        if (origin != null && origin != item.client && item.originClock >= origin.state()) {
            return origin;
        }
        ClientStructs rightOrigin = item.rightOriginClient();
        if (rightOrigin != null && rightOrigin != item.client && item.rightOriginClock() >= rightOrigin.state()) {
            return rightOrigin;
        }
        if (item.hasParentId()) {
            resolveParent(item);
            return null;
        }
        boolean collected = false;
        if (origin != null) {
            item.left = asItem(StructStore.cleanEnd(transaction, origin, item.originClock));
            collected = item.left == null;
        }
        if (rightOrigin != null) {
            item.right = asItem(StructStore.cleanStart(transaction, rightOrigin, item.rightOriginClock()));
            collected |= item.right == null;
        }
        if (collected) {
            item.parent = null;
        } else if (item.left != null) {
            item.parent = item.left.parent;
            item.parentSub = item.left.parentSub;
        } else if (item.right != null) {
            item.parent = item.right.parent;
            item.parentSub = item.right.parentSub;
        } else if (item.parent != null && item.parent.isOnlyName()) {
            item.parent = transaction.doc().untypedRoot(item.parent.rootName());
        }
        return null;
    }

    private static void resolveParent(Item item) {
        ClientStructs client = item.originClient;
        int clock = item.originClock;
        item.forgetParentId();
        if (client != null) {
            Struct holder = client.get(client.find(clock));
            item.parent = holder instanceof Item parentItem ? parentItem.type() : null;
        }
    }

    private static @Nullable Item asItem(Struct struct) {
        return struct instanceof Item item ? item : null;
    }

    /** Puts a resolved item, without its first {@code offset} clocks, into its list and into the store. */
    static void integrate(Item item, Transaction transaction, int offset) {
        if (offset > 0) {
            cutOff(item, transaction, offset);
        }
        SharedType parent = item.parent;
        if (parent == null) {
            transaction.add(new Gc(item.client, item.clock, item.length));
            return;
        }
        Item left = item.left;
        Item right = item.right;
        boolean elsewhere = left == null ? right == null || right.left != null : left.right != right;
        ScanShortcuts shortcuts = transaction.store().shortcuts;
        int scan = 0;
        if (elsewhere && shortcuts.knows(item)) {
            item.left = shortcuts.left();
        } else if (elsewhere) {
            scan = transaction.store().beginScan();
            item.left = place(item, parent, transaction.store(), scan);
        }
        link(item, parent, transaction);
        if (!shortcuts.isEmpty()) {
            shortcuts.linked(item, scan);
        }
        if (item.parentSub == null && item.visible()) {
            parent.length += item.length;
        }
        transaction.add(item);
        item.content.integrate(transaction, item);
        transaction.changed(parent, item.parentSub);
        Item holder = parent.item;
        if ((holder != null && holder.deleted()) || (item.parentSub != null && item.right != null)) {
            item.delete(transaction);
        }
    }

    private static void cutOff(Item item, Transaction transaction, int offset) {
        item.clock += offset;
        Item left = asItem(StructStore.cleanEnd(transaction, item.client, item.clock - 1));
        item.left = left;
        item.originClient = item.client;
        item.originClock = item.clock - 1;
        item.content = item.content.from(offset);
        item.length -= offset;
        // The rest of an item continues its beginning, whatever else the update says of its place.
        item.parent = left == null ? null : left.parent;
        item.parentSub = left == null ? null : left.parentSub;
    }

    /** The item after which this one goes; null for the beginning. */
    private static @Nullable Item place(Item item, SharedType parent, StructStore store, int first) {
        Item left = item.left;
        Item other = left != null ? left.right : first(parent, item.parentSub);
        int newest = first;
        int moves = 0;
        int passed = 0;
        int passedAtMove = 0;
        long highest = 0;
        while (other != null && other != item.right) {
            other.scanned(newest);
            if (other.originClient == item.originClient && other.originClock == item.originClock) {
                if (other.client.id < item.client.id) {
                    left = other;
                    newest = store.nextScan();
                    highest = Math.max(highest, other.client.id);
                    moves++;
                    passedAtMove = passed + 1;
                } else if (other.sameRightOrigin(item)) {
                    break;
                }
            } else if (other.originClient != null) {
                Struct origin = other.originClient.get(other.originClient.find(other.originClock));
                if (!(origin instanceof Item seen) || seen.scanned() < first) {
                    break;
                }
                if (seen.scanned() != newest) {
                    left = other;
                    newest = store.nextScan();
                    moves++;
                    passedAtMove = passed + 1;
                }
            } else {
                break;
            }
            passed++;
            other = other.right;
        }
        store.shortcuts.scanned(item, moves, moves == passedAtMove ? highest : -1);
        return left;
    }

    private static @Nullable Item first(SharedType parent, @Nullable String parentSub) {
        if (parentSub == null) {
            return parent.start;
        }
        Item item = parent.map().get(parentSub);
        while (item != null && item.left != null) {
            item = item.left;
        }
        return item;
    }

    private static void link(Item item, SharedType parent, Transaction transaction) {
        Item left = item.left;
        if (left != null) {
            item.right = left.right;
            left.right = item;
        } else {
            item.right = first(parent, item.parentSub);
            if (item.parentSub == null) {
                parent.start = item;
            }
        }
        if (item.right != null) {
            item.right.left = item;
        } else if (item.parentSub != null) {
            item.parentSub = parent.putEntry(item.parentSub, item);
            if (left != null) {
                left.delete(transaction);
            }
        }
    }
}
