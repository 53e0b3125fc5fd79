package dev.diorama.engine.replay;

import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The entries of a room's log as they came, counted from 1. They are not decoded here.
 *
 * <p>Comes in pieces: entries one after another, each preceded by its length as 4 bytes, the lowest first.
 */
final class ReplayLog {
    private static final int PREFIX = 4;

    private final List<byte[]> pieces = new ArrayList<>();
    /** By entry: its piece, where it starts there, and its length. */
    private int[] piece = new int[64];

    private int[] start = new int[64];
    private int[] length = new int[64];
    private int size;

    /** Sequence of the last entry; 0 if there is none. */
    int end() {
        return size;
    }

    /**
     * Adds entries.
     *
     * @param bytes the log's own from now on
     * @throws DecodeException if a length does not fit; nothing was added
     */
    void append(byte[] bytes) throws DecodeException {
        int count = count(bytes);
        if (size + count > length.length) {
            int room = Math.max(size + count, 2 * size);
            piece = Arrays.copyOf(piece, room);
            start = Arrays.copyOf(start, room);
            length = Arrays.copyOf(length, room);
        }
        int at = 0;
        while (at < bytes.length) {
            piece[size] = pieces.size();
            length[size] = length(bytes, at);
            start[size] = at + PREFIX;
            at = start[size] + length[size];
            size++;
        }
        pieces.add(bytes);
    }

    /** How many entries these bytes are. */
    private static int count(byte[] bytes) throws DecodeException {
        int count = 0;
        int at = 0;
        while (at < bytes.length) {
            int rest = bytes.length - at - PREFIX;
            int length = rest < 0 ? -1 : length(bytes, at);
            if (length < 0 || length > rest) {
                throw new DecodeException("an entry does not fit: length=" + length + " rest=" + rest, at);
            }
            at += PREFIX + length;
            count++;
        }
        return count;
    }

    private static int length(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    /** Number of bytes of an entry. */
    int length(int sequence) {
        return length[sequence - 1];
    }

    /** A copy of an entry. */
    byte[] entry(int sequence) {
        int index = sequence - 1;
        return Arrays.copyOfRange(pieces.get(piece[index]), start[index], start[index] + length[index]);
    }
}
