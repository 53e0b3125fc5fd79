package dev.diorama.server.cluster.redis;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber tells the others of its room.
 *
 * @param sender number of the subscriber, random: nobody hears their own messages
 * @param sequence of the update, or as far as the log reaches; 0 for other kinds
 * @param payload update or awareness message; empty for other kinds
 */
// The record is a carrier and never compared.
@SuppressWarnings("ArrayRecordComponent")
record RedisMessage(Kind kind, long sender, long sequence, byte[] payload) {
    private static final int HEAD_BYTES = 1 + Long.BYTES + Long.BYTES;
    private static final byte[] NOTHING = new byte[0];

    static RedisMessage committed(long sender, long sequence, byte[] update) {
        return new RedisMessage(Kind.COMMITTED, sender, sequence, update);
    }

    static RedisMessage advanced(long sender, long sequence) {
        return new RedisMessage(Kind.ADVANCED, sender, sequence, NOTHING);
    }

    static RedisMessage present(long sender, byte[] message) {
        return new RedisMessage(Kind.PRESENT, sender, 0, message);
    }

    static RedisMessage ask(long sender) {
        return new RedisMessage(Kind.ASK, sender, 0, NOTHING);
    }

    byte[] encode() {
        return ByteBuffer.allocate(HEAD_BYTES + payload.length)
                .put(kind.code)
                .putLong(sender)
                .putLong(sequence)
                .put(payload)
                .array();
    }

    /** Reads a message, null when it is not one: of a newer version, or of somebody else. */
    static @Nullable RedisMessage decode(byte[] bytes) {
        if (bytes.length < HEAD_BYTES) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte code = buffer.get();
        for (Kind kind : Kind.values()) {
            if (kind.code == code) {
                long sender = buffer.getLong();
                long sequence = buffer.getLong();
                byte[] payload = new byte[buffer.remaining()];
                buffer.get(payload);
                return new RedisMessage(kind, sender, sequence, payload);
            }
        }
        return null;
    }

    /** What is told; the codes are those of the wire between servers. */
    enum Kind {
        COMMITTED('c'),
        ADVANCED('h'),
        PRESENT('p'),
        ASK('a');

        private final byte code;

        Kind(char code) {
            this.code = (byte) code;
        }
    }
}
