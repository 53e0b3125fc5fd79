package dev.diorama.scene.worker;

import dev.diorama.scene.crdt.DecodeLimits;
import dev.diorama.scene.crdt.SharedType;
import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.crdt.UndoManager;
import dev.diorama.scene.crdt.UndoOptions;
import dev.diorama.scene.crdt.UpdateFormat;
import dev.diorama.scene.crdt.Updates;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.schema.SceneJson;
import dev.diorama.scene.schema.StateHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds documents and does what a line says: {@code reset, doc, op, apply, state, hash, util, position, resolve, snapshot, restore,
 * subdocs}.
 */
public final class Worker {

    private static final String REMOTE = "r";

    private final List<Session> sessions = new ArrayList<>();

    /** The answer to one command, a JSON object; {@code {"error": text}} if it failed. */
    public String answer(String line) {
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
            case "scene" -> sessions.add(new Session(command).asScene());
            case "edit" -> {
                return session(command).edit(Fields.get(command, "edit"));
            }
            case "tree" -> {
                return Fields.object(
                        "tree", AnyValue.of(session(command).scene().treeHash()));
            }
            case "op" -> {
                return session(command).operate(Fields.get(command, "op"));
            }
            case "apply" -> session(command).apply(command);
            case "state" -> {
                return session(command).state();
            }
            case "hash" -> {
                return session(command).hash();
            }
            case "util" -> {
                return utilities(command);
            }
            case "position" -> {
                return session(command).more.position(command);
            }
            case "resolve" -> {
                return session(command).more.resolve(command);
            }
            case "snapshot" -> {
                return session(command).more.snapshot(command);
            }
            case "restore" -> {
                return session(command).more.restore(command);
            }
            case "subdocs" -> {
                return session(command).more.subDocuments();
            }
            default -> throw new UnsupportedOperationException(name);
        }
        return Fields.object();
    }

    /** Merges updates and reads off the result, all without a document. */
    private static AnyValue utilities(AnyValue command) throws DecodeException {
        List<byte[]> updates = new ArrayList<>();
        for (AnyValue update : Fields.get(command, "u").elements()) {
            updates.add(Fields.bytes(update));
        }
        byte[] merged = Updates.merge(updates, UpdateFormat.V1);
        StateVector since = StateVector.decode(Fields.bytes(Fields.get(command, "sv")));
        return Fields.object(
                "merged", Fields.base64(merged),
                "mergedSv",
                        Fields.base64(
                                Updates.stateVector(merged, UpdateFormat.V1).encode()),
                "diff", Fields.base64(Updates.diff(merged, since, UpdateFormat.V1)));
    }

    private Session session(AnyValue command) {
        return sessions.get(Fields.integer(Fields.get(command, "c")));
    }

    /** One document and the update that it emitted last. */
    private static final class Session {

        private final YDoc doc;
        private final Operations operations;
        private final Places more;
        private @Nullable SceneOperations scene;
        private byte @Nullable [] lastUpdate;
        private byte @Nullable [] lastUpdateV2;

        Session(AnyValue command) {
            long client = (long) Fields.get(command, "client").number(0);
            doc = Fields.truth(Fields.get(command, "gc")) ? YDoc.of(client) : YDoc.withoutGc(client);
            more = new Places(doc);
            doc.onUpdate((update, origin, local) -> lastUpdate = REMOTE.equals(origin) ? lastUpdate : update);
            doc.onUpdate(UpdateFormat.V2, (update, origin, local) -> {
                if (!REMOTE.equals(origin)) {
                    lastUpdateV2 = update;
                }
            });
            doc.map("map");
            doc.array("array");
            doc.text("text");
            doc.xmlFragment("xml");
            List<SharedType> scope = List.of(doc.map("map"), doc.array("array"), doc.text("text"));
            UndoOptions options =
                    UndoOptions.DEFAULT.withCaptureTimeoutMillis(0).withCollectReleased(false);
            boolean undo = Fields.truth(Fields.get(command, "undo"));
            operations = new Operations(doc, undo ? UndoManager.of(doc, scope, () -> 1, options) : null);
        }

        Session asScene() {
            scene = new SceneOperations(doc);
            return this;
        }

        SceneOperations scene() {
            return Objects.requireNonNull(scene, "the document was not opened as a scene");
        }

        /** An edit may be two transactions: the first of an old document brings it up to date before. */
        AnyValue edit(AnyValue operation) {
            StateVector since = doc.stateVector();
            scene().run(operation);
            return Fields.object("u1", Fields.base64(doc.encodeStateAsUpdate(since)));
        }

        AnyValue operate(AnyValue operation) {
            lastUpdate = null;
            lastUpdateV2 = null;
            operations.run(operation);
            return Fields.object("u1", Fields.base64(lastUpdate), "u2", Fields.base64(lastUpdateV2));
        }

        void apply(AnyValue command) throws DecodeException {
            UpdateFormat format = Fields.truth(Fields.get(command, "v2")) ? UpdateFormat.V2 : UpdateFormat.V1;
            for (AnyValue update : Fields.get(command, "u").elements()) {
                doc.applyUpdate(Fields.bytes(update), format, REMOTE, DecodeLimits.STATE);
            }
        }

        /** The state hash, the raw JSON and the state vector; the roots need no type for it. */
        AnyValue hash() {
            return Fields.object(
                    "hash", AnyValue.of(StateHash.of(doc)),
                    "json", SceneJson.of(doc),
                    "sv", Fields.base64(doc.encodeStateVector()));
        }

        AnyValue state() {
            return Fields.object(
                    "state", StateJson.of(doc),
                    "sv", Fields.base64(doc.encodeStateVector()),
                    "v1", Fields.base64(doc.encodeStateAsUpdate()),
                    "v2", Fields.base64(doc.encodeStateAsUpdate(StateVector.EMPTY, UpdateFormat.V2)),
                    "snapshot", Fields.base64(doc.encodeSnapshot()),
                    "pending", AnyValue.of(doc.pendingStructs() > 0));
        }
    }
}
