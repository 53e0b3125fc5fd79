package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Update format v2: a column for each kind of field, run-length encoded; values, counts and the delete set in a rest.
 *
 * <p>A few bytes can stand for very many structs here, so {@link DecodeLimits#structs} is what bounds the memory.
 */
final class UpdateReaderV2 extends UpdateReader {

    private final DiffColumn keyClocks;
    private final UintColumn clients;
    private final DiffColumn leftClocks;
    private final DiffColumn rightClocks;
    private final ByteColumn infos;
    private final UintColumn stringLengths;
    private final String strings;
    private final ByteColumn parentInfos;
    private final UintColumn typeRefs;
    private final UintColumn lengths;
    private final Lib0Reader rest;
    private final List<String> keys = new ArrayList<>();
    private int nextString;
    private int deleteEnd;

    UpdateReaderV2(byte[] update) throws DecodeException {
        rest = new Lib0Reader(update);
        rest.readVarUint(); // feature flags
        keyClocks = new DiffColumn(rest.readVarSlice());
        clients = new UintColumn(rest.readVarSlice());
        leftClocks = new DiffColumn(rest.readVarSlice());
        rightClocks = new DiffColumn(rest.readVarSlice());
        infos = new ByteColumn(rest.readVarSlice());
        Lib0Reader stringColumn = rest.readVarSlice();
        strings = stringColumn.readVarString();
        stringLengths = new UintColumn(stringColumn);
        parentInfos = new ByteColumn(rest.readVarSlice());
        typeRefs = new UintColumn(rest.readVarSlice());
        lengths = new UintColumn(rest.readVarSlice());
    }

    /** A reader of a delete set alone, which has no columns. */
    static UpdateReaderV2 ofDeletes(byte[] bytes) {
        return new UpdateReaderV2(new Lib0Reader(bytes), new Lib0Reader(new byte[0]));
    }

    private UpdateReaderV2(Lib0Reader rest, Lib0Reader nothing) {
        this.rest = rest;
        keyClocks = new DiffColumn(nothing);
        clients = new UintColumn(nothing);
        leftClocks = new DiffColumn(nothing);
        rightClocks = new DiffColumn(nothing);
        infos = new ByteColumn(nothing);
        strings = "";
        stringLengths = new UintColumn(nothing);
        parentInfos = new ByteColumn(nothing);
        typeRefs = new UintColumn(nothing);
        lengths = new UintColumn(nothing);
    }

    @Override
    Lib0Reader rest() {
        return rest;
    }

    @Override
    int readInfo() throws DecodeException {
        return infos.read();
    }

    @Override
    long readClient() throws DecodeException {
        return clients.read();
    }

    @Override
    void readLeftId() throws DecodeException {
        idClient = clients.read();
        idClock = leftClocks.read();
    }

    @Override
    void readRightId() throws DecodeException {
        idClient = clients.read();
        idClock = rightClocks.read();
    }

    @Override
    String readString() throws DecodeException {
        int length = stringLengths.readInt();
        if (length > strings.length() - nextString) {
            throw rest.failure("string column too short");
        }
        nextString += length;
        return strings.substring(nextString - length, nextString);
    }

    @Override
    boolean readParentInfo() throws DecodeException {
        return parentInfos.read() == 1;
    }

    @Override
    int readTypeRef() throws DecodeException {
        return typeRefs.readInt();
    }

    @Override
    int readLength() throws DecodeException {
        return lengths.readInt();
    }

    @Override
    AnyValue readAny() throws DecodeException {
        return rest.readAny();
    }

    @Override
    byte[] readBytes() throws DecodeException {
        return rest.readVarBytes();
    }

    @Override
    AnyValue readJson() throws DecodeException {
        return rest.readAny();
    }

    @Override
    int elementBytesLeft() {
        return Math.max(rest.remaining(), strings.length() - nextString);
    }

    @Override
    String readKey() throws DecodeException {
        int number = keyClocks.read();
        if (number < keys.size()) {
            return keys.get(number);
        }
        String key = readString();
        keys.add(key);
        return key;
    }

    @Override
    void beginDeletes() {
        deleteEnd = 0;
    }

    @Override
    int readDeleteClock() throws DecodeException {
        return advance(rest.readVarUint31(), 0);
    }

    @Override
    int readDeleteLength() throws DecodeException {
        int length = rest.readVarUint31();
        advance(length, 1);
        return length + 1;
    }

    private int advance(int by, int more) throws DecodeException {
        long end = (long) deleteEnd + by + more;
        if (end > Integer.MAX_VALUE) {
            throw rest.failure("clock above 2^31 - 1");
        }
        deleteEnd = (int) end;
        return deleteEnd;
    }

    /** Bytes, each followed by the length of its run; the last run goes on to the end. */
    private static final class ByteColumn {

        private final Lib0Reader in;
        private int value;
        private long count;

        ByteColumn(Lib0Reader in) {
            this.in = in;
        }

        int read() throws DecodeException {
            if (count == 0) {
                value = in.readUint8();
                count = in.hasMore() ? in.readVarUint() + 1 : -1;
            }
            if (count > 0) {
                count--;
            }
            return value;
        }
    }

    /** Numbers; a negative one, -0 included, is followed by the length of its run. */
    private static final class UintColumn {

        private final Lib0Reader in;
        private long value;
        private long count;

        UintColumn(Lib0Reader in) {
            this.in = in;
        }

        long read() throws DecodeException {
            if (count == 0) {
                double signed = in.readVarInt();
                boolean run = signed < 0 || (signed == 0 && 1 / signed < 0);
                value = (long) Math.abs(signed);
                count = run ? in.readVarUint() + 2 : 1;
            }
            count--;
            return value;
        }

        int readInt() throws DecodeException {
            long number = read();
            if (number > Integer.MAX_VALUE) {
                throw in.failure("integer above 2^31 - 1: value=" + number);
            }
            return (int) number;
        }
    }

    /** Differences from number to number, doubled; an odd one is followed by the length of its run. */
    private static final class DiffColumn {

        private final Lib0Reader in;
        private long value;
        private long diff;
        private long count;

        DiffColumn(Lib0Reader in) {
            this.in = in;
        }

        int read() throws DecodeException {
            if (count == 0) {
                long encoded = (long) in.readVarInt();
                diff = encoded >> 1;
                count = (encoded & 1) != 0 ? in.readVarUint() + 2 : 1;
            }
            value += diff;
            count--;
            if (value < 0 || value > Integer.MAX_VALUE) {
                throw in.failure("clock out of range: value=" + value);
            }
            return (int) value;
        }
    }
}
