package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Lib0Writer;

/** Writes the parts of an update; where each part goes is the business of the format. */
abstract class UpdateWriter {

    /** Where counts, first clocks and the delete set go. */
    abstract Lib0Writer rest();

    abstract void writeInfo(int info);

    abstract void writeClient(long client);

    abstract void writeLeftId(long client, int clock);

    abstract void writeRightId(long client, int clock);

    abstract void writeString(String string);

    abstract void writeParentInfo(boolean root);

    abstract void writeTypeRef(int ref);

    abstract void writeLength(int length);

    abstract void writeAny(AnyValue value);

    abstract void writeBytes(byte[] bytes);

    abstract void writeJson(AnyValue value);

    abstract void writeKey(String key);

    /** The next client of a delete set begins. */
    abstract void beginDeletes();

    abstract void writeDelete(int clock, int length);

    abstract byte[] toBytes();

    /** Takes what was written to {@link #rest} so far and leaves it empty. */
    abstract byte[] takeRest();
}
