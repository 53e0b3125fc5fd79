package dev.diorama.scene.lib0;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over bytes that lib0's {@code encoding} module wrote.
 *
 * <p>Every read checks the bytes that are left before it takes or allocates anything, so that hostile input ends in a
 * {@link DecodeException} with the place, and in nothing else.
 */
public final class Lib0Reader {

    /** How deep lists and objects may be nested in an any-value. */
    public static final int MAX_DEPTH = 64;

    /** The longest string, in bytes. */
    public static final int MAX_STRING_BYTES = 16 << 20;

    /** Lists claim their length before they have shown it, and may be nested: room is made as elements come. */
    private static final int FIRST_ROOM = 16;

    private static final byte INTEGER = 125;
    private static final byte FLOAT32 = 124;
    private static final byte FLOAT64 = 123;

    private final byte[] bytes;
    private final int end;
    private final @Nullable Interner interner;
    private int at;

    public Lib0Reader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** A reader of {@code bytes[from, to)}. */
    public Lib0Reader(byte[] bytes, int from, int to) {
        this(bytes, from, to, null);
    }

    /** A reader whose keys and small values are instances that the interner knows. */
    public Lib0Reader(byte[] bytes, Interner interner) {
        this(bytes, 0, bytes.length, interner);
    }

    private Lib0Reader(byte[] bytes, int from, int to, @Nullable Interner interner) {
        if (from < 0 || to < from || to > bytes.length) {
            throw new IllegalArgumentException("range: from=" + from + " to=" + to + " length=" + bytes.length);
        }
        this.bytes = bytes;
        this.at = from;
        this.end = to;
        this.interner = interner;
    }

    public boolean hasMore() {
        return at < end;
    }

    /** Bytes that are left. */
    public int remaining() {
        return end - at;
    }

    /** Index of the next byte. */
    public int offset() {
        return at;
    }

    public DecodeException failure(String message) {
        return new DecodeException(message, at);
    }

    /** The next byte, 0 to 255. */
    public int readUint8() throws DecodeException {
        if (at >= end) {
            throw failure("unexpected end");
        }
        return bytes[at++] & 0xFF;
    }

    /** An integer of up to 53 bits. */
    public long readVarUint() throws DecodeException {
        int b = readUint8();
        if (b < 0x80) {
            return b;
        }
        return readMore(b & 0x7F, 7);
    }

    private long readMore(long low, int shiftOfNext) throws DecodeException {
        long value = low;
        int shift = shiftOfNext;
        while (true) {
            int b = readUint8();
            if (shift > 46 && (b & 0x7F) >= 1L << Math.max(0, 53 - shift)) {
                throw failure("integer out of range");
            }
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
            shift += 7;
            if (shift > 56) {
                throw failure("integer out of range");
            }
        }
    }

    /** An integer from 0 to 2^31 - 1: a clock or a length. */
    public int readVarUint31() throws DecodeException {
        long value = readVarUint();
        if (value > Integer.MAX_VALUE) {
            throw failure("integer above 2^31 - 1: value=" + value);
        }
        return (int) value;
    }

    /**
     * The number of elements that follow.
     *
     * @param bytesEach the least that one element takes; at least 1
     * @throws DecodeException if so many elements cannot follow
     */
    public int readCount(int bytesEach) throws DecodeException {
        long count = readVarUint();
        if (count > remaining() / bytesEach) {
            throw failure("count above the bytes left: count=" + count);
        }
        return (int) count;
    }

    /** A signed integer as a double, since -0 differs from 0. */
    public double readVarInt() throws DecodeException {
        int b = readUint8();
        boolean negative = (b & 0x40) != 0;
        long magnitude = b & 0x3F;
        if ((b & 0x80) != 0) {
            magnitude = readMore(magnitude, 6);
            if (magnitude > Lib0Writer.MAX_SAFE_INTEGER) {
                throw failure("integer out of range");
            }
        }
        // TeaVM negates by taking from zero, which makes 0 of 0; the product is -0 everywhere.
        return negative ? -1.0 * magnitude : magnitude;
    }

    /** A copy of the bytes that follow their length. */
    public byte[] readVarBytes() throws DecodeException {
        int length = readCount(1);
        byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return copy;
    }

    /** A reader of the bytes that follow their length; nothing is copied. */
    public Lib0Reader readVarSlice() throws DecodeException {
        int length = readCount(1);
        Lib0Reader slice = new Lib0Reader(bytes, at, at + length);
        at += length;
        return slice;
    }

    /** A string of UTF-8 bytes after their number. */
    public String readVarString() throws DecodeException {
        int length = readCount(1);
        if (length > MAX_STRING_BYTES) {
            throw failure("string too long: bytes=" + length);
        }
        String string = Utf8.decode(bytes, at, at + length);
        at += length;
        return string;
    }

    /** A string that is likely to come again; otherwise as {@link #readVarString}. */
    public String readVarKey() throws DecodeException {
        if (interner != null) {
            int start = at;
            int length = readCount(1);
            String key = interner.key(bytes, at, at + length);
            if (key != null) {
                at += length;
                return key;
            }
            at = start;
        }
        return readVarString();
    }

    private AnyValue readString() throws DecodeException {
        if (interner != null) {
            int start = at;
            int length = readCount(1);
            AnyValue.Str value = interner.value(bytes, at, at + length);
            if (value != null) {
                at += length;
                return value;
            }
            at = start;
        }
        return new AnyValue.Str(readVarString());
    }

    private int readInt32() throws DecodeException {
        if (remaining() < 4) {
            throw failure("unexpected end");
        }
        int bits = (bytes[at] & 0xFF) << 24
                | (bytes[at + 1] & 0xFF) << 16
                | (bytes[at + 2] & 0xFF) << 8
                | (bytes[at + 3] & 0xFF);
        at += 4;
        return bits;
    }

    private long readInt64() throws DecodeException {
        long high = readInt32();
        return high << 32 | (readInt32() & 0xFFFFFFFFL);
    }

    /** A value with its type, as {@code decoding.readAny}. */
    public AnyValue readAny() throws DecodeException {
        return readAny(0);
    }

    private AnyValue readAny(int depth) throws DecodeException {
        int type = readUint8();
        return switch (type) {
            case 127 -> AnyValue.Undefined.INSTANCE;
            case 126 -> AnyValue.Null.INSTANCE;
            case 125 -> new AnyValue.Num(readVarInt());
            case 124 -> new AnyValue.Num(Float.intBitsToFloat(readInt32()));
            case 123 -> new AnyValue.Num(Double.longBitsToDouble(readInt64()));
            case 122 -> new AnyValue.BigInt(readInt64());
            case 121 -> AnyValue.Bool.FALSE;
            case 120 -> AnyValue.Bool.TRUE;
            case 119 -> readString();
            case 118 -> readObject(depth);
            case 117 -> readArray(depth);
            case 116 -> new AnyValue.Bytes(readVarBytes());
            default -> throw failure("unknown any-value: type=" + type);
        };
    }

    private AnyValue readObject(int depth) throws DecodeException {
        int count = readCount(2);
        checkDepth(depth);
        if (count == 0) {
            return AnyValue.Obj.EMPTY;
        }
        LinkedHashMap<String, AnyValue> entries = new LinkedHashMap<>((Math.min(count, FIRST_ROOM) * 4 + 2) / 3);
        for (int i = 0; i < count; i++) {
            String key = readVarString();
            entries.put(key, readAny(depth + 1));
        }
        return AnyValue.Obj.inJavaScriptOrder(entries);
    }

    private AnyValue readArray(int depth) throws DecodeException {
        int count = readCount(1);
        checkDepth(depth);
        if (count > 0 && bytes[at] >= FLOAT64 && bytes[at] <= INTEGER) {
            return readNumbers(count, depth);
        }
        return readValues(new ArrayList<>(Math.min(count, FIRST_ROOM)), count, depth);
    }

    /** A list that begins with a number: likely one of numbers only. */
    private AnyValue readNumbers(int count, int depth) throws DecodeException {
        double[] numbers = new double[Math.min(count, FIRST_ROOM)];
        for (int i = 0; i < count; i++) {
            if (i == numbers.length) {
                numbers = Arrays.copyOf(numbers, (int) Math.min(count, 2L * i));
            }
            int type = at < end ? bytes[at] : 0;
            if (type == FLOAT64) {
                at++;
                numbers[i] = Double.longBitsToDouble(readInt64());
            } else if (type == FLOAT32) {
                at++;
                numbers[i] = Float.intBitsToFloat(readInt32());
            } else if (type == INTEGER) {
                at++;
                numbers[i] = readVarInt();
            } else {
                List<AnyValue> values = new ArrayList<>(Math.min(count, 2 * i + 2));
                for (int j = 0; j < i; j++) {
                    values.add(new AnyValue.Num(numbers[j]));
                }
                return readValues(values, count, depth);
            }
        }
        return AnyValue.numbers(numbers);
    }

    private AnyValue readValues(List<AnyValue> values, int count, int depth) throws DecodeException {
        for (int i = values.size(); i < count; i++) {
            values.add(readAny(depth + 1));
        }
        return new AnyValue.Arr(values);
    }

    private void checkDepth(int depth) throws DecodeException {
        if (depth >= MAX_DEPTH) {
            throw failure("any-value nested too deep: limit=" + MAX_DEPTH);
        }
    }
}
