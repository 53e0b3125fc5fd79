package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Works out what one transaction changed in a list or a text, from left to right. */
final class DeltaBuilder {

    private final Transaction transaction;
    private final List<Delta> delta = new ArrayList<>();
    private final Map<String, AnyValue> now = new LinkedHashMap<>();
    private final Map<String, AnyValue> before = new LinkedHashMap<>();
    private int retain;
    private Map<String, AnyValue> retainAttributes = Map.of();
    private int delete;

    DeltaBuilder(Transaction transaction) {
        this.transaction = transaction;
    }

    List<Delta> build(SharedType type) {
        for (Item item = type.start; item != null; item = item.right) {
            boolean added = transaction.adds(item);
            boolean deleted = transaction.deletes(item);
            if (item.content instanceof ContentFormat format) {
                format(item, format, added, deleted);
            } else if (item.deleted()) {
                if (deleted && !added) {
                    endRetain();
                    delete += item.length;
                }
            } else if (item.countable()) {
                if (added) {
                    insert(item.content);
                } else {
                    retain(item.length);
                }
            }
        }
        endDelete();
        if (retain > 0 && !retainAttributes.isEmpty()) {
            endRetain();
        }
        return delta;
    }

    private void insert(Content content) {
        endRetain();
        endDelete();
        List<Chunk> chunks = new ArrayList<>();
        content.addTo(chunks, now.isEmpty() ? Map.of() : new LinkedHashMap<>(now));
        for (Chunk chunk : chunks) {
            delta.add(new Delta.Insert(chunk));
        }
    }

    private void retain(int length) {
        endDelete();
        Map<String, AnyValue> attributes = changedAttributes();
        if (!attributes.equals(retainAttributes)) {
            endRetain();
            retainAttributes = attributes;
        }
        retain += length;
    }

    /** Attributes that kept text has now and had not, or the other way. */
    private Map<String, AnyValue> changedAttributes() {
        if (now.equals(before)) {
            return Map.of();
        }
        Map<String, AnyValue> changed = new LinkedHashMap<>();
        for (Map.Entry<String, AnyValue> entry : now.entrySet()) {
            if (!entry.getValue().equals(before.get(entry.getKey()))) {
                changed.put(entry.getKey(), entry.getValue());
            }
        }
        for (String key : before.keySet()) {
            if (!now.containsKey(key)) {
                changed.put(key, AnyValue.Null.INSTANCE);
            }
        }
        return changed;
    }

    private void endRetain() {
        if (retain > 0) {
            delta.add(new Delta.Retain(retain, retainAttributes));
            retain = 0;
        }
        retainAttributes = Map.of();
    }

    private void endDelete() {
        if (delete > 0) {
            delta.add(new Delta.Delete(delete));
            delete = 0;
        }
    }

    private void format(Item item, ContentFormat format, boolean added, boolean deleted) {
        if (!item.deleted()) {
            TextReader.update(now, format);
        }
        if (!added && (deleted || !item.deleted())) {
            TextReader.update(before, format);
        }
    }
}
