package dev.diorama.scene.protocol;

import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Reader;
import dev.diorama.scene.lib0.Lib0Writer;

/** Encodes and decodes the messages of y-protocols as y-websocket frames them: one message per frame. */
public final class SyncProtocol {

    private static final int SYNC = 0;
    private static final int AWARENESS = 1;
    private static final int AUTH = 2;
    private static final int QUERY_AWARENESS = 3;

    private static final int STEP_1 = 0;
    private static final int STEP_2 = 1;
    private static final int UPDATE = 2;

    private static final int PERMISSION_DENIED = 0;

    private SyncProtocol() {}

    public static byte[] encodeStep1(StateVector stateVector) {
        return sync(STEP_1, stateVector.encode());
    }

    public static byte[] encodeStep2(byte[] update) {
        return sync(STEP_2, update);
    }

    public static byte[] encodeUpdate(byte[] update) {
        return sync(UPDATE, update);
    }

    /** A frame of what {@link Awareness#encode} made. */
    public static byte[] encodeAwareness(byte[] update) {
        return new Lib0Writer(update.length + 6)
                .writeVarUint(AWARENESS)
                .writeVarBytes(update)
                .toBytes();
    }

    public static byte[] encodeQueryAwareness() {
        return new byte[] {QUERY_AWARENESS};
    }

    /** A frame that refuses access. */
    public static byte[] encodeAuthDenied(String reason) {
        return new Lib0Writer()
                .writeVarUint(AUTH)
                .writeVarUint(PERMISSION_DENIED)
                .writeVarString(reason)
                .toBytes();
    }

    private static byte[] sync(int step, byte[] payload) {
        return new Lib0Writer(payload.length + 7)
                .writeVarUint(SYNC)
                .writeVarUint(step)
                .writeVarBytes(payload)
                .toBytes();
    }

    /**
     * Reads one frame.
     *
     * @throws DecodeException if the frame is malformed, or bytes follow the message; the payload of an update is not looked into
     */
    public static Message decode(byte[] frame) throws DecodeException {
        Lib0Reader reader = new Lib0Reader(frame);
        long type = reader.readVarUint();
        if (type > QUERY_AWARENESS) {
            return new Message.Unknown(type);
        }
        Message message = switch ((int) type) {
            case SYNC -> sync(reader);
            case AWARENESS -> new Message.AwarenessMessage(reader.readVarBytes());
            case AUTH -> auth(reader);
            default -> new Message.QueryAwareness();
        };
        if (reader.hasMore()) {
            throw reader.failure("bytes after the message: count=" + reader.remaining());
        }
        return message;
    }

    private static Message sync(Lib0Reader reader) throws DecodeException {
        long step = reader.readVarUint();
        byte[] payload = reader.readVarBytes();
        if (step == STEP_1) {
            return new Message.SyncStep1(StateVector.decode(payload));
        }
        if (step == STEP_2) {
            return new Message.SyncStep2(payload);
        }
        if (step == UPDATE) {
            return new Message.SyncUpdate(payload);
        }
        throw reader.failure("unknown sync message: step=" + step);
    }

    private static Message auth(Lib0Reader reader) throws DecodeException {
        long type = reader.readVarUint();
        if (type != PERMISSION_DENIED) {
            throw reader.failure("unknown auth message: type=" + type);
        }
        return new Message.AuthDenied(reader.readVarString());
    }
}
