package dev.diorama.server.sidecar;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.server.log.RoomName;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the sidecar says of a room, after its signature was found good.
 *
 * @param log identity of the log that it read
 * @param refused sequence of an entry that Yjs does not take, 0 for none
 */
record Answer(String log, Hashes hashes, long refused) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_LOG_ID = 100;
    private static final double MAX_INTEGER = 1L << 53;

    /**
     * Reads an answer to a question; nothing in it is believed before its signature is.
     *
     * @throws SidecarUnavailableException if it is not an answer to just this question, from who has the secret
     */
    static Answer read(String json, RoomName room, long sequence, String nonce, Signature signature) {
        Map<String, AnyValue> fields = fields(json);
        String log = text(fields, "logId");
        Hashes hashes = new Hashes(text(fields, "snapshotHash"), text(fields, "stateHash"));
        long refused = count(fields, "refused");
        boolean whole = log.length() <= MAX_LOG_ID
                && HASH.matcher(hashes.snapshot()).matches()
                && HASH.matcher(hashes.state()).matches();
        if (!whole) {
            throw new SidecarUnavailableException("the answer is malformed");
        }
        if (!text(fields, "room").equals(room.value()) || count(fields, "sequence") != sequence) {
            throw new SidecarUnavailableException("the answer is about something else");
        }
        String expected = signature.of(
                "diorama-checkpoint-answer-1",
                room.value(),
                sequence,
                log,
                hashes.snapshot(),
                hashes.state(),
                refused,
                nonce);
        if (!Signature.same(expected, text(fields, "hmac"))) {
            throw new SidecarUnavailableException("the answer is not signed with the shared secret");
        }
        return new Answer(log, hashes, refused);
    }

    private static Map<String, AnyValue> fields(String json) {
        try {
            if (Json.parse(json) instanceof AnyValue.Obj object) {
                return object.entries();
            }
        } catch (DecodeException e) {
            throw new SidecarUnavailableException("the answer is not JSON", e);
        }
        throw new SidecarUnavailableException("the answer is not an object");
    }

    private static String text(Map<String, AnyValue> fields, String name) {
        if (fields.get(name) instanceof AnyValue.Str text) {
            return text.value();
        }
        throw new SidecarUnavailableException("the answer is malformed: " + name);
    }

    private static long count(Map<String, AnyValue> fields, String name) {
        if (fields.get(name) instanceof AnyValue.Num number
                && number.value() >= 0
                && number.value() <= MAX_INTEGER
                && number.value() == Math.rint(number.value())) {
            return (long) number.value();
        }
        throw new SidecarUnavailableException("the answer is malformed: " + name);
    }
}
