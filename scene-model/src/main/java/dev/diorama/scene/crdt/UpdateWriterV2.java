package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Lib0Writer;

/** Update format v2: a column for each kind of field, run-length encoded; values, counts and the delete set in a rest. */
final class UpdateWriterV2 extends UpdateWriter {

    private final DiffColumn keyClocks = new DiffColumn();
    private final UintColumn clients = new UintColumn();
    private final DiffColumn leftClocks = new DiffColumn();
    private final DiffColumn rightClocks = new DiffColumn();
    private final ByteColumn infos = new ByteColumn();
    private final StringBuilder strings = new StringBuilder();
    private final UintColumn stringLengths = new UintColumn();
    private final ByteColumn parentInfos = new ByteColumn();
    private final UintColumn typeRefs = new UintColumn();
    private final UintColumn lengths = new UintColumn();
    private Lib0Writer rest = new Lib0Writer(128);
    private int keys;
    private int deleteEnd;

    @Override
    Lib0Writer rest() {
        return rest;
    }

    @Override
    void writeInfo(int info) {
        infos.write(info);
    }

    @Override
    void writeClient(long client) {
        clients.write(client);
    }

    @Override
    void writeLeftId(long client, int clock) {
        clients.write(client);
        leftClocks.write(clock);
    }

    @Override
    void writeRightId(long client, int clock) {
        clients.write(client);
        rightClocks.write(clock);
    }

    @Override
    void writeString(String string) {
        strings.append(string);
        stringLengths.write(string.length());
    }

    @Override
    void writeParentInfo(boolean root) {
        parentInfos.write(root ? 1 : 0);
    }

    @Override
    void writeTypeRef(int ref) {
        typeRefs.write(ref);
    }

    @Override
    void writeLength(int length) {
        lengths.write(length);
    }

    @Override
    void writeAny(AnyValue value) {
        rest.writeAny(value);
    }

    @Override
    void writeBytes(byte[] bytes) {
        rest.writeVarBytes(bytes);
    }

    @Override
    void writeJson(AnyValue value) {
        rest.writeAny(value);
    }

    /** Every key gets a number and is written, also one that was written before: Yjs never uses a number twice. */
    @Override
    void writeKey(String key) {
        keyClocks.write(keys++);
        writeString(key);
    }

    @Override
    void beginDeletes() {
        deleteEnd = 0;
    }

    @Override
    void writeDelete(int clock, int length) {
        rest.writeVarUint(clock - deleteEnd);
        rest.writeVarUint(length - 1);
        deleteEnd = clock + length;
    }

    @Override
    byte[] toBytes() {
        Lib0Writer stringColumn = new Lib0Writer(strings.length() + 16);
        stringColumn.writeVarString(strings.toString()).append(stringLengths.finish());
        Lib0Writer out = new Lib0Writer(rest.size() + stringColumn.size() + 256);
        out.writeUint8(0); // feature flags
        out.appendSized(keyClocks.finish());
        out.appendSized(clients.finish());
        out.appendSized(leftClocks.finish());
        out.appendSized(rightClocks.finish());
        out.appendSized(infos.finish());
        out.appendSized(stringColumn);
        out.appendSized(parentInfos.finish());
        out.appendSized(typeRefs.finish());
        out.appendSized(lengths.finish());
        return out.append(rest).toBytes();
    }

    @Override
    byte[] takeRest() {
        byte[] bytes = rest.toBytes();
        rest = new Lib0Writer(128);
        return bytes;
    }

    /** Bytes, each followed by the length of its run; the last run goes on to the end. */
    private static final class ByteColumn {

        private final Lib0Writer out = new Lib0Writer();
        private int value = -1;
        private int count;

        void write(int next) {
            if (next == value) {
                count++;
                return;
            }
            if (count > 0) {
                out.writeVarUint(count - 1);
            }
            count = 1;
            value = next;
            out.writeUint8(next);
        }

        Lib0Writer finish() {
            return out;
        }
    }

    /** Numbers; a negative one, -0 included, is followed by the length of its run. */
    private static final class UintColumn {

        private final Lib0Writer out = new Lib0Writer();
        private long value;
        private int count;

        void write(long next) {
            if (next == value) {
                count++;
                return;
            }
            finish();
            count = 1;
            value = next;
        }

        Lib0Writer finish() {
            if (count > 0) {
                out.writeVarInt(value, count > 1);
                if (count > 1) {
                    out.writeVarUint(count - 2);
                }
            }
            count = 0;
            return out;
        }
    }

    /** Differences from number to number, doubled; an odd one is followed by the length of its run. */
    private static final class DiffColumn {

        private final Lib0Writer out = new Lib0Writer();
        private long value;
        private long diff;
        private int count;

        void write(long next) {
            if (next - value == diff) {
                value = next;
                count++;
                return;
            }
            finish();
            count = 1;
            diff = next - value;
            value = next;
        }

        Lib0Writer finish() {
            if (count > 0) {
                out.writeVarInt(diff * 2 + (count > 1 ? 1 : 0));
                if (count > 1) {
                    out.writeVarUint(count - 2);
                }
            }
            count = 0;
            return out;
        }
    }
}
