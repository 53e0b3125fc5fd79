package dev.diorama.scene.worker;

import dev.diorama.scene.crdt.RelativePosition;
import dev.diorama.scene.crdt.SharedType;
import dev.diorama.scene.crdt.Snapshot;
import dev.diorama.scene.crdt.SubDocument;
import dev.diorama.scene.crdt.SubDocumentChange;
import dev.diorama.scene.crdt.UpdateFormat;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The commands about places and moments of a document, and about the documents inside it. */
final class Places {

    private final YDoc doc;
    private final List<AnyValue> heard = new ArrayList<>();

    Places(YDoc doc) {
        this.doc = doc;
        doc.onSubDocuments(this::hear);
    }

    private void hear(SubDocumentChange change) {
        heard.add(AnyValue.list(guids(change.added()), guids(change.removed()), guids(change.loaded())));
    }

    private static AnyValue guids(Collection<SubDocument> documents) {
        return AnyValue.list(
                documents.stream().map(each -> AnyValue.of(each.guid())).toList());
    }

    /** What was heard since the last time, each as added, removed, loaded; and what is inside now. */
    AnyValue subDocuments() {
        AnyValue events = AnyValue.list(List.copyOf(heard));
        heard.clear();
        return Fields.object("events", events, "inside", guids(doc.subDocuments()));
    }

    /** A relative position in the root text or array. */
    AnyValue position(AnyValue command) {
        SharedType type = Fields.get(command, "t").string("").equals("text") ? doc.text("text") : doc.array("array");
        RelativePosition position = RelativePosition.of(
                type, Fields.integer(Fields.get(command, "i")), Fields.integer(Fields.get(command, "a")));
        return Fields.object("p", Fields.base64(position.encode()), "json", position.toJson());
    }

    AnyValue resolve(AnyValue command) throws DecodeException {
        RelativePosition position = RelativePosition.decode(Fields.bytes(Fields.get(command, "p")));
        RelativePosition.Absolute place = position.resolve(doc, Fields.truth(Fields.get(command, "follow")));
        return Fields.object("i", place == null ? AnyValue.Null.INSTANCE : AnyValue.of(place.index()));
    }

    AnyValue snapshot(AnyValue command) throws DecodeException {
        Snapshot snapshot = Snapshot.of(doc);
        AnyValue update = Fields.get(command, "u");
        boolean holds = update instanceof AnyValue.Str && snapshot.contains(Fields.bytes(update), UpdateFormat.V1);
        return Fields.object(
                "s1", Fields.base64(snapshot.encode(UpdateFormat.V1)),
                "s2", Fields.base64(snapshot.encode(UpdateFormat.V2)),
                "holds", AnyValue.of(holds));
    }

    /** The state of a new document made from a snapshot of this one. */
    AnyValue restore(AnyValue command) throws DecodeException {
        UpdateFormat format = Fields.truth(Fields.get(command, "v2")) ? UpdateFormat.V2 : UpdateFormat.V1;
        YDoc restored = YDoc.of(1);
        Snapshot.decode(Fields.bytes(Fields.get(command, "s")), format).restore(doc, restored);
        return Fields.object("v1", Fields.base64(restored.encodeStateAsUpdate()));
    }
}
