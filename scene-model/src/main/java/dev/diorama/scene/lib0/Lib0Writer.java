package dev.diorama.scene.lib0;

import java.util.Arrays;
import java.util.Map;

/** A growing buffer that is written as lib0's {@code encoding} module writes it, byte for byte. */
public final class Lib0Writer {

    /** The largest integer that lib0 encodes: 2^53 - 1. */
    public static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    private static final int MAX_INTEGER_ANY = Integer.MAX_VALUE;

    private static final int LARGE = 1 << 16;

    private byte[] buffer;
    private int size;

    public Lib0Writer() {
        this(64);
    }

    /** A writer with room for {@code capacity} bytes before it grows. */
    public Lib0Writer(int capacity) {
        buffer = new byte[Math.max(16, capacity)];
    }

    public int size() {
        return size;
    }

    /** A copy of what was written so far. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    public Lib0Writer writeUint8(int value) {
        reserve(1);
        buffer[size++] = (byte) value;
        return this;
    }

    /** Writes groups of seven bits, the lowest first. */
    public Lib0Writer writeVarUint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (0x80 | (rest & 0x7F));
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    public Lib0Writer writeVarInt(long value) {
        return writeVarInt(Math.abs(value), value < 0);
    }

    /**
     * Writes a sign and a magnitude, so that -0 can be written too.
     *
     * @param magnitude 0 to 2^53 - 1
     */
    public Lib0Writer writeVarInt(long magnitude, boolean negative) {
        reserve(10);
        buffer[size++] = (byte) ((magnitude > 0x3F ? 0x80 : 0) | (negative ? 0x40 : 0) | (magnitude & 0x3F));
        long rest = magnitude >>> 6;
        while (rest > 0) {
            buffer[size++] = (byte) ((rest > 0x7F ? 0x80 : 0) | (rest & 0x7F));
            rest >>>= 7;
        }
        return this;
    }

    /** Writes the length in UTF-8 bytes and the bytes. */
    public Lib0Writer writeVarString(String string) {
        int units = string.length();
        if (units < 0x80) {
            reserve(units + 1);
            buffer[size] = (byte) units;
            int at = size + 1;
            int i = 0;
            while (i < units) {
                char c = string.charAt(i);
                if (c >= 0x80) {
                    return writeLongString(string);
                }
                buffer[at++] = (byte) c;
                i++;
            }
            size = at;
            return this;
        }
        return writeLongString(string);
    }

    private Lib0Writer writeLongString(String string) {
        int length = Utf8.length(string);
        writeVarUint(length);
        reserve(length);
        size = Utf8.encode(string, buffer, size);
        return this;
    }

    /** Forgets what was written; the room stays, unless it is large. */
    public void reset() {
        size = 0;
        if (buffer.length > LARGE) {
            buffer = new byte[LARGE];
        }
    }

    public Lib0Writer writeVarBytes(byte[] bytes) {
        writeVarUint(bytes.length);
        return writeBytes(bytes);
    }

    public Lib0Writer writeBytes(byte[] bytes) {
        return writeBytes(bytes, 0, bytes.length);
    }

    /** Writes a part of {@code bytes} without a length. */
    public Lib0Writer writeBytes(byte[] bytes, int from, int length) {
        reserve(length);
        System.arraycopy(bytes, from, buffer, size, length);
        size += length;
        return this;
    }

    /** Writes what another writer holds, without a length. */
    public Lib0Writer append(Lib0Writer other) {
        return writeBytes(other.buffer, 0, other.size);
    }

    /** Writes what another writer holds after its length. */
    public Lib0Writer appendSized(Lib0Writer other) {
        writeVarUint(other.size);
        return append(other);
    }

    private void writeInt32(int bits) {
        reserve(4);
        buffer[size++] = (byte) (bits >>> 24);
        buffer[size++] = (byte) (bits >>> 16);
        buffer[size++] = (byte) (bits >>> 8);
        buffer[size++] = (byte) bits;
    }

    private void writeInt64(long bits) {
        writeInt32((int) (bits >>> 32));
        writeInt32((int) bits);
    }

    /** Writes a number as an any-value: integer, float32 or float64, whichever is the first that holds it. */
    public void writeNumber(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= MAX_INTEGER_ANY) {
            writeUint8(125);
            writeVarInt((long) Math.abs(value), value < 0 || (value == 0 && 1 / value < 0));
        } else if ((float) value == value) {
            writeUint8(124);
            writeInt32(Float.floatToIntBits((float) value));
        } else {
            writeUint8(123);
            writeInt64(Double.doubleToLongBits(value));
        }
    }

    /** Writes a value with its type, as {@code encoding.writeAny}. */
    public Lib0Writer writeAny(AnyValue value) {
        switch (value) {
            case AnyValue.Str str -> writeUint8(119).writeVarString(str.value());
            case AnyValue.Num num -> writeNumber(num.value());
            case AnyValue.Bool bool -> writeUint8(bool.value() ? 120 : 121);
            case AnyValue.Null ignored -> writeUint8(126);
            case AnyValue.Undefined ignored -> writeUint8(127);
            case AnyValue.BigInt big -> {
                writeUint8(122);
                writeInt64(big.value());
            }
            case AnyValue.Bytes bytes -> writeUint8(116).writeVarBytes(bytes.value());
            case AnyValue.Arr arr -> {
                writeUint8(117).writeVarUint(arr.values().size());
                if (arr.values() instanceof Numbers numbers) {
                    for (int i = 0; i < numbers.size(); i++) {
                        writeNumber(numbers.number(i));
                    }
                    return this;
                }
                for (AnyValue element : arr.values()) {
                    writeAny(element);
                }
            }
            case AnyValue.Obj obj -> {
                writeUint8(118).writeVarUint(obj.entries().size());
                for (Map.Entry<String, AnyValue> entry : obj.entries().entrySet()) {
                    writeVarString(entry.getKey());
                    writeAny(entry.getValue());
                }
            }
        }
        return this;
    }

    private void reserve(int bytes) {
        if (buffer.length - size < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + bytes));
        }
    }
}
