package dev.diorama.server.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/**
 * The messages of one write as one buffer, with the headers that the WebSocket protocol wants (RFC 6455, section 5.2).
 */
/*
 * One that goes to twenty sockets is written twenty times. As objects of the network layer each time is two buffers, an encoder's pass and
 * two places in a gathering write; as bytes it is a copy of a few dozen of them. Large ones are copied out of the heap either way.
 */
final class PackedFrames {
    /** The last fragment of a message, which is binary. */
    private static final int BINARY = 0x82;
    /** Up to here the length stands in the second byte. */
    private static final int SHORT = 125;
    /** Two bytes of length follow. */
    private static final int MEDIUM = 126;
    /** Eight bytes of length follow. */
    private static final int LONG = 127;

    private static final int LARGEST_HEADER = 10;
    private static final int LARGEST_MEDIUM = 0xffff;

    private PackedFrames() {}

    /** Whether they are to be one buffer: what lies outside of the heap is written from where it is. */
    static boolean fit(List<Frame> frames) {
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).isShared()) {
                return false;
            }
        }
        return true;
    }

    /** All of them behind each other. */
    static ByteBuf pack(List<Frame> frames, ByteBufAllocator buffers) {
        int bytes = 0;
        for (int i = 0; i < frames.size(); i++) {
            bytes += LARGEST_HEADER + frames.get(i).size();
        }
        ByteBuf packed = buffers.ioBuffer(bytes);
        for (int i = 0; i < frames.size(); i++) {
            byte[] message = frames.get(i).head();
            header(packed, message.length);
            packed.writeBytes(message);
        }
        return packed;
    }

    private static void header(ByteBuf packed, int length) {
        packed.writeByte(BINARY);
        if (length <= SHORT) {
            packed.writeByte(length);
        } else if (length <= LARGEST_MEDIUM) {
            packed.writeByte(MEDIUM).writeShort(length);
        } else {
            packed.writeByte(LONG).writeLong(length);
        }
    }
}
