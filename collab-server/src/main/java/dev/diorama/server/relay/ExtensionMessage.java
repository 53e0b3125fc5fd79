package dev.diorama.server.relay;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.lib0.Lib0Reader;
import dev.diorama.scene.lib0.Lib0Writer;
import dev.diorama.server.log.EditClaim;

/** Messages of the extension, beside those of y-websocket; their bytes are in {@code docs/PROTOCOL.md}. */
sealed interface ExtensionMessage {
    /** Type of all of them; the next number says which one. */
    byte TYPE = 100;

    /** Version of the extension. */
    int VERSION = 1;

    int HELLO = 0;
    int JOIN = 0;
    int EDIT = 1;
    int ACKNOWLEDGED = 1;
    int ENTRY = 2;
    int STATE = 3;
    int SYNCED = 4;
    int TIME = 5;
    int REFUSED = 6;
    int STORING = 7;

    /** Compression of a state: zlib (RFC 1950). */
    int ZLIB = 1;

    /** Longest id of a gesture, in UTF-16 units. */
    int MAX_GESTURE = 64;
    /** Longest path of a gesture, in UTF-16 units. */
    int MAX_PATH = 8_192;
    /** No client's clock is beyond the year 9999. */
    long MAX_MILLIS = 253_402_300_799_999L;

    /** Wants everything behind an entry, or everything. */
    record Join(String log, long sequence) implements ExtensionMessage {}

    /** An edit with what is claimed of it. */
    record Editing(Edit edit) implements ExtensionMessage {}

    /** Wants to know the server's time. */
    record AskTime(long number) implements ExtensionMessage {}

    /** What a later version may say; to be ignored. */
    record Unknown() implements ExtensionMessage {}

    /** Whether a frame is one of these; the frame is not empty. */
    static boolean isOne(byte[] frame) {
        return frame[0] == TYPE;
    }

    /**
     * Reads a frame.
     *
     * @throws DecodeException if it is malformed; the payload of an update is not looked into
     */
    static ExtensionMessage decode(byte[] frame) throws DecodeException {
        Lib0Reader reader = new Lib0Reader(frame);
        reader.readVarUint();
        long kind = reader.readVarUint();
        ExtensionMessage message = switch ((int) Math.min(kind, Integer.MAX_VALUE)) {
            case JOIN -> new Join(reader.readVarString(), reader.readVarUint());
            case EDIT -> edit(reader);
            case TIME -> new AskTime(reader.readVarUint());
            default -> new Unknown();
        };
        if (reader.hasMore() && !(message instanceof Unknown)) {
            throw reader.failure("bytes after the message: count=" + reader.remaining());
        }
        return message;
    }

    private static ExtensionMessage edit(Lib0Reader reader) throws DecodeException {
        long id = reader.readVarUint();
        String gesture = reader.readVarString();
        long millis = reader.readVarUint();
        String path = reader.readVarString();
        byte[] update = reader.readVarBytes();
        if (gesture.length() > MAX_GESTURE || path.length() > MAX_PATH || millis > MAX_MILLIS) {
            throw reader.failure("a claim above its limits");
        }
        EditClaim claim = new EditClaim(
                gesture.isEmpty() ? null : gesture, millis == 0 ? null : millis, path.isEmpty() ? null : object(path));
        return new Editing(new Edit(update, claim, id));
    }

    private static String object(String path) throws DecodeException {
        // Printed anew, so that nothing but JSON is stored and given out.
        String text = Json.print(Json.parse(path));
        if (!text.startsWith("{")) {
            throw new DecodeException("a path is an object", 0);
        }
        return text;
    }

    private static Lib0Writer message(int kind) {
        return new Lib0Writer().writeVarUint(TYPE).writeVarUint(kind);
    }

    static Frame hello(String log, long head, long timeMillis) {
        return Frame.of(message(HELLO)
                .writeVarUint(VERSION)
                .writeVarString(log)
                .writeVarUint(head)
                .writeVarUint(timeMillis)
                .toBytes());
    }

    /**
     * An edit is durable.
     *
     * @param sequence of its entry; 0 when it brought nothing new
     */
    static Frame acknowledged(long id, long sequence) {
        return Frame.of(
                message(ACKNOWLEDGED).writeVarUint(id).writeVarUint(sequence).toBytes());
    }

    static Frame refused(long id, String reason) {
        return Frame.of(message(REFUSED).writeVarUint(id).writeVarString(reason).toBytes());
    }

    /** Whether edits are stored now; if not, they are turned away for a while, whoever sends them. */
    static Frame storing(boolean stores, String reason) {
        return Frame.of(message(STORING)
                .writeVarUint(stores ? 1 : 0)
                .writeVarString(reason)
                .toBytes());
    }

    /** Everything up to an entry, packed by {@link #ZLIB}. */
    static Frame state(long sequence, int size, byte[] packed) {
        return Frame.of(message(STATE)
                .writeVarUint(sequence)
                .writeVarUint(ZLIB)
                .writeVarUint(size)
                .writeVarBytes(packed)
                .toBytes());
    }

    /** The client has every entry up to this one. */
    static Frame synced(long sequence) {
        return Frame.of(message(SYNCED).writeVarUint(sequence).toBytes());
    }

    static Frame time(long number, long timeMillis) {
        return Frame.of(
                message(TIME).writeVarUint(number).writeVarUint(timeMillis).toBytes());
    }

    /** A plain update as an entry. */
    static byte[] entry(long sequence, byte[] plainUpdate) {
        // A plain update is 0, 2, and the length and bytes that an entry ends with.
        return message(ENTRY)
                .writeVarUint(sequence)
                .writeVarUint(sequence)
                .writeBytes(plainUpdate, 2, plainUpdate.length - 2)
                .toBytes();
    }
}
