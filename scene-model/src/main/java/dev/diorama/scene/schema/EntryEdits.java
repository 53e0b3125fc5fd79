package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.YArray;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.crdt.YText;
import dev.diorama.scene.lib0.AnyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Edits of materials, assets, comments and the environment: rules S104 to S107 and S113. */
final class EntryEdits {

    private EntryEdits() {}

    static void addMaterial(EditPlan plan, String id, Material material) throws InvalidEditException {
        plan.requireNoEntry(EntryKind.MATERIAL, id);
        plan.createEntry(EntryKind.MATERIAL, id, material.checkedRegisters());
    }

    static void changeMaterial(EditPlan plan, String id, Material material) throws InvalidEditException {
        plan.requireEntry(EntryKind.MATERIAL, id);
        Map<String, @Nullable AnyValue> now = plan.scene.entries().material(id).checkedRegisters();
        for (Map.Entry<String, @Nullable AnyValue> register :
                material.checkedRegisters().entrySet()) {
            AnyValue value = register.getValue();
            AnyValue shown = now.get(register.getKey());
            if (value == null ? shown != null : !value.equals(shown)) {
                plan.setEntry(EntryKind.MATERIAL, id, register.getKey(), value);
            }
        }
    }

    static void addAsset(EditPlan plan, Asset asset) throws InvalidEditException {
        Map<String, AnyValue> registers = asset.checkedRegisters();
        if (!plan.has(EntryKind.ASSET, asset.hash())) {
            plan.requireNoEntry(EntryKind.ASSET, asset.hash());
            plan.createEntry(EntryKind.ASSET, asset.hash(), registers);
        }
    }

    static void delete(EditPlan plan, EntryKind kind, String id) throws InvalidEditException {
        plan.requireEntry(kind, id);
        plan.deleteEntry(kind, id);
    }

    static void setEnvironment(EditPlan plan, Environment environment) throws InvalidEditException {
        Map<String, @Nullable AnyValue> now = plan.scene.environment().checkedRegisters();
        for (Map.Entry<String, @Nullable AnyValue> register :
                environment.checkedRegisters().entrySet()) {
            AnyValue value = register.getValue();
            AnyValue shown = now.get(register.getKey());
            if (value == null ? shown != null : !value.equals(shown)) {
                plan.setMeta(register.getKey(), value);
            }
        }
    }

    // Comments.

    static void addComment(EditPlan plan, CommentEdit.AddComment edit) throws InvalidEditException {
        plan.requireNoEntry(EntryKind.COMMENT, edit.id());
        if (!edit.node().equals(NodeId.ROOT)) {
            plan.known(edit.node());
        }
        float limit = NodeReader.MAX_LENGTH;
        EditRules.inRange("place", edit.x(), -limit, limit);
        EditRules.inRange("place", edit.y(), -limit, limit);
        EditRules.inRange("place", edit.z(), -limit, limit);
        String body = body(edit.body());
        Map<String, AnyValue> registers = signed(edit.author(), edit.created());
        registers.put(Comment.NODE, AnyValue.of(edit.node().value()));
        registers.put(Comment.ANCHOR, AnyValue.of(edit.x(), edit.y(), edit.z()));
        plan.createEntry(EntryKind.COMMENT, edit.id(), registers);
        plan.writeEntry(EntryKind.COMMENT, edit.id(), () -> {
            YMap map = plan.entryMap(EntryKind.COMMENT, edit.id());
            map.setText(Comment.BODY).insert(0, body);
            map.setArray(Comment.REPLIES);
        });
    }

    private static String body(String text) throws InvalidEditException {
        if (text.isEmpty()) {
            throw EditRules.bad("an empty comment");
        }
        return EditRules.text("comment", text, Comment.MAX_BODY);
    }

    private static Map<String, AnyValue> signed(String author, long created) throws InvalidEditException {
        if (created < 0 || created > Comment.MAX_TIME) {
            throw EditRules.bad("the time is out of range: value=" + created);
        }
        Map<String, AnyValue> registers = new LinkedHashMap<>();
        registers.put(Comment.AUTHOR, AnyValue.of(EditRules.name(author)));
        registers.put(Comment.CREATED, AnyValue.of((double) created));
        return registers;
    }

    static void changeComment(EditPlan plan, String id, String text) throws InvalidEditException {
        plan.requireEntry(EntryKind.COMMENT, id);
        String body = body(text);
        YMap map = plan.entryMap(EntryKind.COMMENT, id);
        YText old = map.text(Comment.BODY);
        if (old == null) {
            plan.writeEntry(
                    EntryKind.COMMENT, id, () -> map.setText(Comment.BODY).insert(0, body));
        } else if (!old.string().equals(body)) {
            plan.writeEntry(EntryKind.COMMENT, id, () -> replace(old, body));
        }
    }

    /** Changes what differs between equal beginnings and ends, so that others' edits of the rest are kept. */
    private static void replace(YText text, String now) {
        String was = text.string();
        int limit = Math.min(was.length(), now.length());
        int from = 0;
        while (from < limit && was.charAt(from) == now.charAt(from)) {
            from++;
        }
        if (from > 0 && Character.isHighSurrogate(was.charAt(from - 1))) {
            from--;
        }
        int end = 0;
        while (end < limit - from && was.charAt(was.length() - 1 - end) == now.charAt(now.length() - 1 - end)) {
            end++;
        }
        if (end > 0 && Character.isLowSurrogate(was.charAt(was.length() - end))) {
            end--;
        }
        if (was.length() - end > from) {
            text.delete(from, was.length() - end - from);
        }
        if (now.length() - end > from) {
            text.insert(from, now.substring(from, now.length() - end));
        }
    }

    static void resolveComment(EditPlan plan, String id, boolean resolved) throws InvalidEditException {
        plan.requireEntry(EntryKind.COMMENT, id);
        Comment comment = plan.scene.entries().comment(id);
        if (comment != null && comment.resolved() != resolved) {
            plan.setEntry(EntryKind.COMMENT, id, Comment.RESOLVED, AnyValue.of(resolved));
        }
    }

    static void addReply(EditPlan plan, CommentEdit.AddReply edit) throws InvalidEditException {
        plan.requireEntry(EntryKind.COMMENT, edit.comment());
        EditRules.newId(edit.id());
        YMap map = plan.entryMap(EntryKind.COMMENT, edit.comment());
        YArray replies = map.array(Comment.REPLIES);
        if (replies != null && replies.size() >= Comment.MAX_REPLIES) {
            throw EditRules.bad("too many replies: count=" + replies.size());
        }
        if (replies != null && indexOf(replies, edit.id()) >= 0) {
            throw EditRules.bad("the id is taken: reply=" + edit.id());
        }
        Map<String, AnyValue> reply = new LinkedHashMap<>();
        reply.put("id", AnyValue.of(edit.id()));
        reply.putAll(signed(edit.author(), edit.created()));
        reply.put(Comment.BODY, AnyValue.of(body(edit.body())));
        plan.writeEntry(EntryKind.COMMENT, edit.comment(), () -> {
            YArray list = replies == null ? map.setArray(Comment.REPLIES) : replies;
            list.push(List.of(AnyValue.obj(reply)));
        });
    }

    static void deleteReply(EditPlan plan, String comment, String reply) throws InvalidEditException {
        plan.requireEntry(EntryKind.COMMENT, comment);
        YArray replies = plan.entryMap(EntryKind.COMMENT, comment).array(Comment.REPLIES);
        int index = replies == null ? -1 : indexOf(replies, reply);
        if (replies == null || index < 0) {
            throw new InvalidEditException(
                    InvalidEditException.Reason.UNKNOWN_ENTRY, "no such reply: comment=" + comment + " reply=" + reply);
        }
        plan.writeEntry(EntryKind.COMMENT, comment, () -> replies.delete(index, 1));
    }

    private static int indexOf(YArray replies, String id) {
        for (int i = 0; i < replies.size(); i++) {
            if (ValueReader.field(replies.any(i), "id") instanceof AnyValue.Str str
                    && str.value().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    // What happened in another document.

    static void setFlat(EditPlan plan, EntryKind kind, String id, Map<String, AnyValue> registers) {
        plan.writeEntry(kind, id, () -> {
            for (Map.Entry<String, AnyValue> register : registers.entrySet()) {
                writeFlat(plan.entryMap(kind, id), kind, register.getKey(), register.getValue());
            }
        });
    }

    static void setFlat(EditPlan plan, EntryKind kind, String id, String key, @Nullable AnyValue value) {
        plan.writeEntry(kind, id, () -> writeFlat(plan.entryMap(kind, id), kind, key, value));
    }

    /** The text of a comment and the list of its replies are shared types, of which only what differs is written. */
    private static void writeFlat(YMap map, EntryKind kind, String key, @Nullable AnyValue value) {
        if (value == null) {
            map.remove(key);
        } else if (kind == EntryKind.COMMENT && key.equals(Comment.BODY) && value instanceof AnyValue.Str body) {
            YText text = map.text(key);
            replace(text == null ? map.setText(key) : text, body.value());
        } else if (kind == EntryKind.COMMENT && key.equals(Comment.REPLIES) && value instanceof AnyValue.Arr list) {
            YArray array = map.array(key);
            replace(array == null ? map.setArray(key) : array, list.values());
        } else {
            map.set(key, value);
        }
    }

    /** Takes out what isn't in the new list and appends what isn't in the old one. */
    private static void replace(YArray array, List<AnyValue> now) {
        for (int i = array.size() - 1; i >= 0; i--) {
            AnyValue old = array.any(i);
            if (old != null && !now.contains(old)) {
                array.delete(i, 1);
            }
        }
        for (AnyValue value : now) {
            boolean there = false;
            for (int i = 0; i < array.size() && !there; i++) {
                there = value.equals(array.any(i));
            }
            if (!there) {
                array.push(List.of(value));
            }
        }
    }
}
