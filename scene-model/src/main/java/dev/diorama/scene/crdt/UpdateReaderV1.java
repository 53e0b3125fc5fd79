package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Interner;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.lib0.Lib0Reader;

/** Update format v1: everything in one stream. */
final class UpdateReaderV1 extends UpdateReader {

    private final Lib0Reader in;

    UpdateReaderV1(byte[] update, Interner interner) {
        in = new Lib0Reader(update, interner);
    }

    @Override
    Lib0Reader rest() {
        return in;
    }

    @Override
    int readInfo() throws DecodeException {
        return in.readUint8();
    }

    @Override
    long readClient() throws DecodeException {
        return in.readVarUint();
    }

    @Override
    void readLeftId() throws DecodeException {
        idClient = in.readVarUint();
        idClock = in.readVarUint31();
    }

    @Override
    void readRightId() throws DecodeException {
        readLeftId();
    }

    @Override
    String readString() throws DecodeException {
        return in.readVarString();
    }

    @Override
    String readParentSub() throws DecodeException {
        return in.readVarKey();
    }

    @Override
    boolean readParentInfo() throws DecodeException {
        return in.readVarUint() == 1;
    }

    @Override
    int readTypeRef() throws DecodeException {
        return in.readVarUint31();
    }

    @Override
    int readLength() throws DecodeException {
        return in.readVarUint31();
    }

    @Override
    AnyValue readAny() throws DecodeException {
        return in.readAny();
    }

    @Override
    byte[] readBytes() throws DecodeException {
        return in.readVarBytes();
    }

    @Override
    AnyValue readJson() throws DecodeException {
        int offset = in.offset();
        String text = in.readVarString();
        try {
            return Json.parse(text);
        } catch (DecodeException e) {
            throw new DecodeException("not JSON", offset);
        }
    }

    @Override
    String readKey() throws DecodeException {
        return in.readVarString();
    }

    @Override
    void beginDeletes() {
        // nothing is relative in this format
    }

    @Override
    int readDeleteClock() throws DecodeException {
        return in.readVarUint31();
    }

    @Override
    int readDeleteLength() throws DecodeException {
        return in.readVarUint31();
    }
}
