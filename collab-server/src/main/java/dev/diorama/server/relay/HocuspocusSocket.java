package dev.diorama.server.relay;

import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Reader;
import dev.diorama.scene.lib0.Lib0Writer;
import dev.diorama.server.access.Admission;
import dev.diorama.server.log.RoomName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One socket of Hocuspocus's provider, which carries any number of documents: each message begins with the document's name.
 *
 * <p>Each document is a session of its own in its room, entered when the client has sent a token for it; what comes for it before that
 * waits. Used by one frame at a time.
 */
final class HocuspocusSocket {
    /** Documents of one socket. */
    private static final int MAX_DOCUMENTS = 100;
    /** Bytes that may wait for the token of one document; the provider sends its step1 and presence ahead. */
    private static final int MAX_WAITING_BYTES = 1 << 20;

    private static final int SYNC = 0;
    private static final int AWARENESS = 1;
    private static final int AUTH = 2;
    private static final int QUERY_AWARENESS = 3;
    private static final int SYNC_REPLY = 4;
    private static final int CLOSE = 7;
    private static final int PONG = 10;

    private static final int TOKEN = 0;

    private final Door door;
    private final Map<String, Place> places = new HashMap<>();

    HocuspocusSocket(Door door) {
        this.door = door;
    }

    /**
     * A frame came.
     *
     * @param finished to be called once, when the frame needs nothing any more
     * @return why the socket has to be closed, null if it has not; then {@code finished} was not called
     */
    @Nullable CloseReason receive(byte[] frame, Runnable finished) {
        if (frame.length == 1 && frame[0] == PONG) {
            finished.run();
            return null;
        }
        try {
            Lib0Reader reader = new Lib0Reader(frame);
            String address = reader.readVarString();
            long type = reader.readVarUint();
            return receive(address, (int) Math.min(type, Integer.MAX_VALUE), frame, reader, finished);
        } catch (DecodeException e) {
            return CloseReason.malformed(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable CloseReason receive(String address, int type, byte[] frame, Lib0Reader reader, Runnable finished)
            throws DecodeException {
        if (type == SYNC || type == SYNC_REPLY || type == AWARENESS || type == QUERY_AWARENESS) {
            byte[] message = Arrays.copyOfRange(frame, reader.offset() - 1, frame.length);
            if (type == SYNC_REPLY) {
                message[0] = SYNC;
            }
            return pass(address, message, finished);
        }
        // All else is for extensions of that server, and there are none here.
        CloseReason refusal = null;
        if (type == AUTH && reader.readVarUint() == TOKEN) {
            refusal = authenticate(address, reader.readVarString());
        } else if (type == CLOSE) {
            Place place = places.remove(address);
            if (place != null && place.entered != null) {
                place.entered.leave();
            }
        }
        if (refusal == null) {
            finished.run();
        }
        return refusal;
    }

    private @Nullable CloseReason pass(String address, byte[] message, Runnable finished) {
        Place place = places.get(address);
        if (place != null && place.entered != null) {
            return place.entered.receive(message, finished);
        }
        if (place != null && place.refused) {
            finished.run();
            return null;
        }
        if (place == null) {
            if (places.size() >= MAX_DOCUMENTS) {
                return new CloseReason(4413, "too many documents on one socket: limit=" + MAX_DOCUMENTS);
            }
            place = new Place();
            places.put(address, place);
        }
        place.waitingBytes += message.length;
        if (place.waitingBytes > MAX_WAITING_BYTES) {
            return new CloseReason(4401, "messages before a token");
        }
        place.waiting.add(message);
        finished.run();
        return null;
    }

    private @Nullable CloseReason authenticate(String address, String token) {
        Place place = places.get(address);
        if (place == null) {
            if (places.size() >= MAX_DOCUMENTS) {
                return new CloseReason(4413, "too many documents on one socket: limit=" + MAX_DOCUMENTS);
            }
            place = new Place();
            places.put(address, place);
        }
        if (place.entered != null) {
            // The provider repeats its token when it is asked to; whoever is in stays in.
            return null;
        }
        Entered entered = enter(address, token);
        if (entered == null) {
            place.refused = true;
            place.waiting.clear();
            door.say(message(address, AUTH)
                    .writeVarUint(1)
                    .writeVarString("permission-denied")
                    .toBytes());
            return null;
        }
        place.entered = entered;
        place.refused = false;
        List<byte[]> waiting = List.copyOf(place.waiting);
        place.waiting.clear();
        place.waitingBytes = 0;
        for (byte[] message : waiting) {
            CloseReason refusal = entered.receive(message, () -> {});
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private @Nullable Entered enter(String address, String token) {
        int end = address.indexOf('\0');
        try {
            RoomName room = new RoomName(end < 0 ? address : address.substring(0, end));
            Admission admission = door.ask(room, token);
            if (!admission.role().sees()) {
                return null;
            }
            door.say(message(address, AUTH)
                    .writeVarUint(2)
                    .writeVarString(admission.role().edits() ? "read-write" : "readonly")
                    .toBytes());
            return door.enter(room, admission, address);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The socket is gone. */
    void ended() {
        for (Place place : places.values()) {
            if (place.entered != null) {
                place.entered.leave();
            }
        }
        places.clear();
    }

    static Lib0Writer message(String address, int type) {
        return new Lib0Writer().writeVarString(address).writeVarUint(type);
    }

    /** What a document's messages begin with. */
    static byte[] prefix(String address) {
        return new Lib0Writer(address.getBytes(StandardCharsets.UTF_8).length + 5)
                .writeVarString(address)
                .toBytes();
    }

    /** What the socket needs of the relay. */
    interface Door {
        /** Who this is in a room. */
        Admission ask(RoomName room, String token);

        /** Enters a room. */
        Entered enter(RoomName room, Admission admission, String address);

        /** Sends a frame that is no room's. */
        void say(byte[] frame);
    }

    /** A document that was entered. */
    interface Entered {
        /** As {@link HocuspocusSocket#receive}, with a message of the y-websocket protocol. */
        @Nullable CloseReason receive(byte[] message, Runnable finished);

        void leave();
    }

    /** A document as this socket knows it. */
    private static final class Place {
        final List<byte[]> waiting = new ArrayList<>();
        int waitingBytes;
        boolean refused;

        @Nullable Entered entered;
    }
}
