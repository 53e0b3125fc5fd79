package dev.diorama.scene.crdt;

import org.jspecify.annotations.Nullable;

/**
 * A run of edits of one client at one place: list content between two neighbours, or the value of a key.
 *
 * <p>Until it is integrated, an item that has no origin keeps the id of its parent in the place of the origin (flag
 * {@link #PARENT_ID}), or has a parent that is only a name (a root without a document).
 */
sealed class Item extends Struct permits BoundedItem {

    private static final int KEEP = 1;
    private static final int COUNTABLE = 2;
    private static final int DELETED = 4;
    private static final int MARKER = 8;
    private static final int PARENT_ID = 16;
    private static final int REDONE = 32;
    private static final int FLAG_BITS = 6;
    private static final int ALL_FLAGS = (1 << FLAG_BITS) - 1;

    private static final int HAS_ORIGIN = 0x80;
    private static final int HAS_RIGHT_ORIGIN = 0x40;
    private static final int HAS_PARENT_SUB = 0x20;

    @Nullable Item left;

    @Nullable Item right;

    @Nullable ClientStructs originClient;

    int originClock;

    @Nullable SharedType parent;

    /** The key, for a value of a map; null in a list. */
    @Nullable String parentSub;

    Content content;

    /** Flags below, and above them the number of the conflict scan that last saw this item. */
    private int flags;

    Item(ClientStructs client, int clock, Content content) {
        super(client, clock, content.length());
        this.content = content;
        this.flags = content.countable() ? COUNTABLE : 0;
    }

    /** An item whose right neighbour at the moment of writing is known; null if it had none. */
    static Item of(
            ClientStructs client,
            int clock,
            Content content,
            @Nullable ClientStructs rightOriginClient,
            int rightOriginClock) {
        return rightOriginClient == null
                ? new Item(client, clock, content)
                : new BoundedItem(client, clock, content, rightOriginClient, rightOriginClock);
    }

    /** The client of the right neighbour at the moment of writing; null at the end of a list, and for a value of a map. */
    @Nullable ClientStructs rightOriginClient() {
        return null;
    }

    int rightOriginClock() {
        return 0;
    }

    final boolean sameRightOrigin(Item other) {
        return rightOriginClient() == other.rightOriginClient() && rightOriginClock() == other.rightOriginClock();
    }

    /** A new edit between two neighbours, which become its origins. */
    static Item between(
            Transaction transaction,
            @Nullable Item left,
            @Nullable Item right,
            SharedType parent,
            @Nullable String parentSub,
            Content content) {
        ClientStructs own = transaction.ownClient();
        Item item = right == null
                ? new Item(own, own.state(), content)
                : new BoundedItem(own, own.state(), content, right.client, right.clock);
        item.left = left;
        if (left != null) {
            item.originClient = left.client;
            item.originClock = left.end() - 1;
        }
        item.right = right;
        item.parent = parent;
        item.parentSub = parentSub;
        return item;
    }

    private boolean is(int flag) {
        return (flags & flag) != 0;
    }

    private void set(int flag, boolean value) {
        flags = value ? flags | flag : flags & ~flag;
    }

    /** When a conflict scan last saw this item; see {@link ItemIntegration}. At most {@link StructStore#MAX_SCAN}. */
    int scanned() {
        return flags >>> FLAG_BITS;
    }

    void scanned(int scan) {
        flags = (flags & ALL_FLAGS) | scan << FLAG_BITS;
    }

    /** The copy that undo or redo made of this item. */
    @Nullable Redone redone() {
        return is(REDONE) ? client.redone(this) : null;
    }

    void redone(Redone copy) {
        set(REDONE, true);
        client.redone(this, copy);
    }

    /** This item is about to leave the store. */
    void forgetRedone() {
        if (is(REDONE)) {
            client.forgetRedone(this);
        }
    }

    /** Whether undo still needs the content after deletion. */
    boolean keep() {
        return is(KEEP);
    }

    void keep(boolean keep) {
        set(KEEP, keep);
    }

    boolean countable() {
        return is(COUNTABLE);
    }

    @Override
    boolean deleted() {
        return is(DELETED);
    }

    void markDeleted() {
        set(DELETED, true);
    }

    /** Whether a {@link SearchMarker} points here. */
    boolean marked() {
        return is(MARKER);
    }

    void marked(boolean marked) {
        set(MARKER, marked);
    }

    boolean hasParentId() {
        return is(PARENT_ID);
    }

    void parentId(ClientStructs parentClient, int parentClock) {
        set(PARENT_ID, true);
        originClient = parentClient;
        originClock = parentClock;
    }

    /** The parent id is resolved, or turned out to be no type. */
    void forgetParentId() {
        set(PARENT_ID, false);
        originClient = null;
        originClock = 0;
    }

    /** The parent of an integrated item. */
    SharedType parent() {
        if (parent == null) {
            throw new IllegalStateException("no parent: client=" + client.id + " clock=" + clock);
        }
        return parent;
    }

    boolean visible() {
        return is(COUNTABLE) && !is(DELETED);
    }

    /** The type in here; null for other content. */
    @Nullable SharedType type() {
        return content instanceof ContentType type ? type.type : null;
    }

    @Override
    @Nullable ClientStructs resolve(Transaction transaction) {
        return ItemIntegration.resolve(this, transaction);
    }

    @Override
    void integrate(Transaction transaction, int offset) {
        ItemIntegration.integrate(this, transaction, offset);
    }

    void delete(Transaction transaction) {
        Deletion.delete(this, transaction);
    }

    /** Cuts this item off after {@code offset} positions; the rest is not yet in the store. */
    Item split(Transaction transaction, int offset) {
        Item rest = rest(offset);
        content = content.until(offset);
        rest.left = this;
        rest.right = right;
        rest.set(DELETED, deleted());
        rest.set(KEEP, keep());
        Redone copy = redone();
        if (copy != null) {
            rest.redone(new Redone(copy.client, copy.clock + offset));
        }
        right = rest;
        if (rest.right != null) {
            rest.right.left = rest;
        }
        transaction.mergeLater(rest);
        if (parentSub != null && rest.right == null) {
            parentSub = parent().putEntry(parentSub, rest);
        }
        length = offset;
        return rest;
    }

    @Override
    boolean mergeWith(Struct struct) {
        if (!(struct instanceof Item next)
                || next.originClient != client
                || next.originClock != end() - 1
                || next.hasParentId()
                || right != next
                || next.client != client
                || end() != next.clock
                || !sameRightOrigin(next)
                || deleted() != next.deleted()
                || is(REDONE)
                || next.is(REDONE)
                || content.ref() != next.content.ref()) {
            return false;
        }
        Content merged = content.mergeWith(next.content);
        if (merged == null) {
            return false;
        }
        content = merged;
        SearchMarker.merged(this, next);
        if (next.keep()) {
            set(KEEP, true);
        }
        right = next.right;
        if (right != null) {
            right.left = this;
        }
        length += next.length;
        return true;
    }

    @Override
    Struct slice(int offset) {
        return rest(offset);
    }

    /** The part from {@code offset} on as an item of its own, which continues the part before. */
    private Item rest(int offset) {
        Item rest = of(client, clock + offset, content.from(offset), rightOriginClient(), rightOriginClock());
        rest.originClient = client;
        rest.originClock = clock + offset - 1;
        rest.parent = parent;
        rest.parentSub = parentSub;
        return rest;
    }

    @Override
    void write(UpdateWriter writer, int offset) {
        boolean origin = offset > 0 || (originClient != null && !hasParentId());
        ClientStructs rightOrigin = rightOriginClient();
        writer.writeInfo(content.ref()
                | (origin ? HAS_ORIGIN : 0)
                | (rightOrigin != null ? HAS_RIGHT_ORIGIN : 0)
                | (parentSub != null ? HAS_PARENT_SUB : 0));
        if (offset > 0) {
            writer.writeLeftId(client.id, clock + offset - 1);
        } else if (originClient != null && origin) {
            writer.writeLeftId(originClient.id, originClock);
        }
        if (rightOrigin != null) {
            writer.writeRightId(rightOrigin.id, rightOriginClock());
        }
        if (!origin && rightOrigin == null) {
            writeParent(writer);
            if (parentSub != null) {
                writer.writeString(parentSub);
            }
        }
        content.write(writer, offset);
    }

    private void writeParent(UpdateWriter writer) {
        if (originClient != null) {
            writer.writeParentInfo(false);
            writer.writeLeftId(originClient.id, originClock);
            return;
        }
        SharedType type = parent();
        Item parentItem = type.item;
        if (parentItem != null) {
            writer.writeParentInfo(false);
            writer.writeLeftId(parentItem.client.id, parentItem.clock);
        } else {
            writer.writeParentInfo(true);
            writer.writeString(type.rootName());
        }
    }

    /** Where the copy of an item is that undo or redo made. */
    record Redone(ClientStructs client, int clock) {}
}
