package dev.diorama.scene.worker;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds documents and does what a line says: {@code reset, doc, op, apply, state}. */
final class Worker {

    private static final String REMOTE = "r";

    private final List<Session> sessions = new ArrayList<>();

    /** The answer to one command, a JSON object; {@code {"error": text}} if it failed. */
    String answer(String line) {
        AnyValue answer;
        try {
            answer = run(Json.parse(line));
        } catch (DecodeException | RuntimeException e) {
            answer = Fields.object("error", AnyValue.of(e.toString()));
        }
        return Json.print(answer);
    }

    private AnyValue run(AnyValue command) throws DecodeException {
        String name = Fields.get(command, "cmd").string("");
        switch (name) {
            case "reset" -> sessions.clear();
            case "doc" -> sessions.add(new Session(command));
            case "op" -> {
                return session(command).operate(Fields.get(command, "op"));
            }
            case "apply" -> session(command).apply(command);
            case "state" -> {
                return session(command).state();
            }
            default -> throw new UnsupportedOperationException(name);
        }
        return Fields.object();
    }

    private Session session(AnyValue command) {
        return sessions.get(Fields.integer(Fields.get(command, "c")));
    }

    /** One document and the update that it emitted last. */
    private static final class Session {

        private final YDoc doc;
        private final Operations operations;
        private byte @Nullable [] lastUpdate;

        Session(AnyValue command) {
            long client = (long) Fields.get(command, "client").number(0);
            doc = Fields.truth(Fields.get(command, "gc")) ? YDoc.of(client) : YDoc.withoutGc(client);
            doc.onUpdate((update, origin, local) -> {
                if (!REMOTE.equals(origin)) {
                    lastUpdate = update;
                }
            });
            doc.map("map");
            doc.array("array");
            doc.text("text");
            doc.xmlFragment("xml");
            operations = new Operations(doc);
        }

        AnyValue operate(AnyValue operation) {
            lastUpdate = null;
            operations.run(operation);
            return Fields.object("u1", Fields.base64(lastUpdate), "u2", AnyValue.Null.INSTANCE);
        }

        void apply(AnyValue command) throws DecodeException {
            for (AnyValue update : Fields.get(command, "u").elements()) {
                doc.applyUpdate(Fields.bytes(update), REMOTE);
            }
        }

        AnyValue state() {
            return Fields.object(
                    "state", StateJson.of(doc),
                    "sv", Fields.base64(doc.encodeStateVector()),
                    "v1", Fields.base64(doc.encodeStateAsUpdate()),
                    "pending", AnyValue.of(doc.pendingStructs() > 0));
        }
    }
}
