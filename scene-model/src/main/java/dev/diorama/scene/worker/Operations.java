package dev.diorama.scene.worker;

import dev.diorama.scene.crdt.Chunk;
import dev.diorama.scene.crdt.Delta;
import dev.diorama.scene.crdt.SharedType;
import dev.diorama.scene.crdt.SubDocument;
import dev.diorama.scene.crdt.UndoManager;
import dev.diorama.scene.crdt.YArray;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.crdt.YText;
import dev.diorama.scene.crdt.YXmlElement;
import dev.diorama.scene.crdt.YXmlFragment;
import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs the operations of the golden corpus on a document: an array of a name and its arguments. */
final class Operations {

    private final YDoc doc;
    private final @Nullable UndoManager undo;

    Operations(YDoc doc, @Nullable UndoManager undo) {
        this.doc = doc;
        this.undo = undo;
    }

    void run(AnyValue operation) {
        List<AnyValue> parts = operation.elements();
        String name = parts.getFirst().string("");
        List<AnyValue> arguments = parts.subList(1, parts.size());
        switch (name) {
            case "txn" ->
                doc.transact(null, () -> arguments.getFirst().elements().forEach(this::run));
            case "set", "del", "setMap", "setArr", "setDoc", "loadDoc" -> onMap(name, arguments);
            case "lins", "linsMap", "ldel" -> onArray(name, arguments);
            case "ains" -> doc.array("array").insert(integer(arguments, 0), Fields.plains(arguments.get(1)));
            case "adel" -> doc.array("array").delete(integer(arguments, 0), integer(arguments, 1));
            case "tins", "tdel", "tfmt", "temb" -> onText(name, arguments);
            case "tdelta" -> doc.text("text").apply(delta(arguments.getFirst()));
            case "ttype" -> doc.text("text").insertShared(integer(arguments, 0), SharedType.Kind.MAP, null, Map.of());
            case "xins", "xtxt", "xhook", "xdel", "xattr" -> onXml(name, arguments);
            case "undo", "redo" -> {
                UndoManager manager = Objects.requireNonNull(undo);
                boolean ignored = name.equals("undo") ? manager.undo() : manager.redo();
            }
            default -> throw new UnsupportedOperationException(name);
        }
    }

    private void onMap(String name, List<AnyValue> arguments) {
        YMap map = (YMap) resolve(arguments.getFirst());
        String key = arguments.get(1).string("");
        switch (name) {
            case "set" -> map.set(key, Fields.plain(arguments.get(2)));
            case "setMap" -> map.setMap(key);
            case "setArr" -> map.setArray(key);
            case "setDoc" ->
                map.setSubDocument(
                        key,
                        SubDocument.of(
                                arguments.get(2).string(""), arguments.get(3).fields()));
            case "loadDoc" -> {
                SubDocument document = map.subDocument(key);
                if (document != null) {
                    document.load();
                }
            }
            default -> map.remove(key);
        }
    }

    private void onArray(String name, List<AnyValue> arguments) {
        YArray array = (YArray) resolve(arguments.getFirst());
        int index = integer(arguments, 1);
        switch (name) {
            case "lins" -> array.insert(index, Fields.plains(arguments.get(2)));
            case "linsMap" -> array.insertMap(index);
            default -> array.delete(index, integer(arguments, 2));
        }
    }

    private void onText(String name, List<AnyValue> arguments) {
        YText text = doc.text("text");
        int index = integer(arguments, 0);
        switch (name) {
            case "tins" -> {
                String inserted = arguments.get(1).string("");
                if (arguments.size() > 2 && arguments.get(2) instanceof AnyValue.Obj attributes) {
                    text.insert(index, inserted, attributes.entries());
                } else {
                    text.insert(index, inserted);
                }
            }
            case "tfmt" ->
                text.format(index, integer(arguments, 1), arguments.get(2).fields());
            case "temb" -> text.insertEmbed(index, arguments.get(1), Map.of());
            default -> text.delete(index, integer(arguments, 1));
        }
    }

    private void onXml(String name, List<AnyValue> arguments) {
        YXmlFragment xml = doc.xmlFragment("xml");
        int index = integer(arguments, 0);
        switch (name) {
            case "xins" -> xml.insertElement(index, arguments.get(1).string(""));
            case "xtxt" -> xml.insertText(index, arguments.get(1).string(""));
            case "xhook" -> xml.insertHook(index, arguments.get(1).string(""));
            case "xattr" -> {
                if (xml.child(index) instanceof YXmlElement element) {
                    element.setAttribute(arguments.get(1).string(""), arguments.get(2));
                }
            }
            default -> xml.delete(index, 1);
        }
    }

    private static List<Delta> delta(AnyValue json) {
        List<Delta> steps = new ArrayList<>();
        for (AnyValue op : json.elements()) {
            Map<String, AnyValue> attributes = Fields.get(op, "attributes").fields();
            AnyValue insert = Fields.get(op, "insert");
            if (insert instanceof AnyValue.Str text) {
                steps.add(new Delta.Insert(new Chunk.Text(text.value(), attributes)));
            } else if (insert instanceof AnyValue.Obj) {
                steps.add(new Delta.Insert(new Chunk.Embed(insert, attributes)));
            } else if (op.fields().containsKey("retain")) {
                steps.add(new Delta.Retain(Fields.integer(Fields.get(op, "retain")), attributes));
            } else {
                steps.add(new Delta.Delete(Fields.integer(Fields.get(op, "delete"))));
            }
        }
        return steps;
    }

    /** The type at a path of keys and positions from the root map. */
    private SharedType resolve(AnyValue path) {
        SharedType type = doc.map("map");
        for (AnyValue step : path.elements()) {
            SharedType next = type instanceof YMap map
                    ? map.shared(step.string(""))
                    : ((YArray) type).shared(Fields.integer(step));
            if (next == null) {
                throw new IllegalArgumentException("no type at the path");
            }
            type = next;
        }
        return type;
    }

    private static int integer(List<AnyValue> arguments, int index) {
        return Fields.integer(arguments.get(index));
    }
}
