package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.lib0.Lib0Writer;

/** Update format v1: everything in one stream. */
final class UpdateWriterV1 extends UpdateWriter {

    private Lib0Writer out = new Lib0Writer(128);

    @Override
    Lib0Writer rest() {
        return out;
    }

    @Override
    void writeInfo(int info) {
        out.writeUint8(info);
    }

    @Override
    void writeClient(long client) {
        out.writeVarUint(client);
    }

    @Override
    void writeLeftId(long client, int clock) {
        out.writeVarUint(client).writeVarUint(clock);
    }

    @Override
    void writeRightId(long client, int clock) {
        out.writeVarUint(client).writeVarUint(clock);
    }

    @Override
    void writeString(String string) {
        out.writeVarString(string);
    }

    @Override
    void writeParentInfo(boolean root) {
        out.writeUint8(root ? 1 : 0);
    }

    @Override
    void writeTypeRef(int ref) {
        out.writeVarUint(ref);
    }

    @Override
    void writeLength(int length) {
        out.writeVarUint(length);
    }

    @Override
    void writeAny(AnyValue value) {
        out.writeAny(value);
    }

    @Override
    void writeBytes(byte[] bytes) {
        out.writeVarBytes(bytes);
    }

    @Override
    void writeJson(AnyValue value) {
        out.writeVarString(Json.print(value));
    }

    @Override
    void writeKey(String key) {
        out.writeVarString(key);
    }

    @Override
    void beginDeletes() {
        // nothing is relative in this format
    }

    @Override
    void writeDelete(int clock, int length) {
        out.writeVarUint(clock).writeVarUint(length);
    }

    @Override
    byte[] toBytes() {
        return out.toBytes();
    }

    @Override
    byte[] takeRest() {
        byte[] bytes = out.toBytes();
        out = new Lib0Writer(128);
        return bytes;
    }
}
