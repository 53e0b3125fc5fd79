package dev.diorama.scene.crdt;

import java.util.ArrayList;
import java.util.List;

/** Writes structs one after another without knowing how many will come for each client. */
final class LazyStructWriter {

    private final UpdateWriter writer;
    private final List<byte[]> sections = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();
    private long client;
    private int written;

    LazyStructWriter(UpdateWriter writer) {
        this.writer = writer;
    }

    void write(Struct struct, int offset) {
        if (written > 0 && client != struct.client.id) {
            flush();
        }
        if (written == 0) {
            client = struct.client.id;
            writer.writeClient(client);
            writer.rest().writeVarUint(struct.clock + offset);
        }
        struct.write(writer, offset);
        written++;
    }

    private void flush() {
        if (written > 0) {
            sections.add(writer.takeRest());
            counts.add(written);
            written = 0;
        }
    }

    /** Writes the counts and the delete set, which end the update. */
    byte[] finish(IdSet deletes) {
        flush();
        writer.rest().writeVarUint(sections.size());
        for (int i = 0; i < sections.size(); i++) {
            writer.rest().writeVarUint(counts.get(i)).writeBytes(sections.get(i));
        }
        deletes.write(writer);
        return writer.toBytes();
    }
}
