package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import java.util.Map;

/** From here on, an attribute has this value; null ends it. */
final class ContentFormat extends Content {

    static final int REF = 6;

    final String key;
    final AnyValue value;

    ContentFormat(String key, AnyValue value) {
        this.key = key;
        this.value = value;
    }

    @Override
    int ref() {
        return REF;
    }

    @Override
    int length() {
        return 1;
    }

    @Override
    boolean countable() {
        return false;
    }

    @Override
    Content copy() {
        return new ContentFormat(key, value);
    }

    @Override
    void integrate(Transaction transaction, Item item) {
        SharedType parent = item.parent();
        parent.markers = null;
        parent.hasFormatting = true;
    }

    @Override
    void write(UpdateWriter writer, int offset) {
        writer.writeKey(key);
        writer.writeJson(value);
    }

    @Override
    void addTo(List<Chunk> out, Map<String, AnyValue> attributes) {
        // changes how others look
    }
}
