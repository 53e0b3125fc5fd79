package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.lib0.Lib0Reader;

/** Reads the parts of an update; where each part is, is the business of the format. */
abstract class UpdateReader {

    /** The client and clock that {@link #readLeftId} or {@link #readRightId} read last. */
    long idClient;

    int idClock;

    /** Where counts, first clocks and the delete set are. */
    abstract Lib0Reader rest();

    abstract int readInfo() throws DecodeException;

    abstract long readClient() throws DecodeException;

    abstract void readLeftId() throws DecodeException;

    abstract void readRightId() throws DecodeException;

    abstract String readString() throws DecodeException;

    /** The key of a map, or the name of a root. */
    String readParentSub() throws DecodeException {
        return readString();
    }

    abstract boolean readParentInfo() throws DecodeException;

    abstract int readTypeRef() throws DecodeException;

    abstract int readLength() throws DecodeException;

    abstract AnyValue readAny() throws DecodeException;

    abstract byte[] readBytes() throws DecodeException;

    abstract AnyValue readJson() throws DecodeException;

    /** An element of old JSON content: JSON text, or the word {@code undefined}. */
    AnyValue readJsonOrUndefined() throws DecodeException {
        String text = readString();
        if (text.equals("undefined")) {
            return AnyValue.Undefined.INSTANCE;
        }
        try {
            return Json.parse(text);
        } catch (DecodeException e) {
            throw rest().failure("not JSON");
        }
    }

    /** An upper bound for the number of values that can follow. */
    int elementBytesLeft() {
        return rest().remaining();
    }

    abstract String readKey() throws DecodeException;

    /** The next client of a delete set begins. */
    abstract void beginDeletes();

    abstract int readDeleteClock() throws DecodeException;

    abstract int readDeleteLength() throws DecodeException;
}
