package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Interner;

/** The two formats of updates. The y-websocket wire carries {@link #V1}; {@link #V2} is smaller for whole documents. */
public enum UpdateFormat {
    V1,
    V2;

    UpdateWriter writer() {
        return this == V1 ? new UpdateWriterV1() : new UpdateWriterV2();
    }

    UpdateReader reader(byte[] update, Interner interner) throws DecodeException {
        return this == V1 ? new UpdateReaderV1(update, interner) : new UpdateReaderV2(update);
    }
}
