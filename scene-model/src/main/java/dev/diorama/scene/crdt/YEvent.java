package dev.diorama.scene.crdt;

import java.util.List;
import java.util.Map;

/** What one transaction changed in one shared type. Valid only while the observer runs. */
public final class YEvent {

    private final SharedType target;
    private final Transaction transaction;

    YEvent(SharedType target, Transaction transaction) {
        this.target = target;
        this.transaction = transaction;
    }

    /** The type that changed. */
    public SharedType target() {
        return target;
    }

    public Transaction transaction() {
        return transaction;
    }

    /** The keys that changed, in the order of their first change. */
    public Map<String, KeyChange> keys() {
        return Stub.todo();
    }

    /** The way from the observed type to the target: a String for a key, an Integer for a position in a list. */
    public List<Object> path() {
        return Stub.todo();
    }

    /** The change of the list or the text; empty if only keys changed. */
    public List<Delta> delta() {
        return Stub.todo();
    }
}
