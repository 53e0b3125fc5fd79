package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import java.util.Map;

/** An object embedded in a text. */
final class ContentEmbed extends Content {

    static final int REF = 5;

    final AnyValue value;

    ContentEmbed(AnyValue value) {
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
        return true;
    }

    @Override
    Content copy() {
        return new ContentEmbed(value);
    }

    @Override
    void write(UpdateWriter writer, int offset) {
        writer.writeJson(value);
    }

    @Override
    void addTo(List<Chunk> out, Map<String, AnyValue> attributes) {
        out.add(new Chunk.Embed(value, attributes));
    }
}
