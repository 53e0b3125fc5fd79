package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread pinned to a place.
 *
 * @param node what it is pinned to, ROOT for a place in the world; it may be gone
 * @param x of the place, in the node's own space, metres
 * @param author who began it, by name
 * @param created when, in milliseconds since 1970; 0 if unknown
 * @param resolved whether it is settled
 * @param body what it says, at most 10,000 UTF-16 code units
 * @param replies in their order, at most 1,000
 */
public record Comment(
        String id,
        NodeId node,
        float x,
        float y,
        float z,
        String author,
        long created,
        boolean resolved,
        String body,
        List<Reply> replies) {

    static final int MAX_BODY = 10_000;
    static final int MAX_REPLIES = 1_000;
    static final long MAX_TIME = 1L << 48;

    static final String NODE = "node";
    static final String ANCHOR = "anchor";
    static final String AUTHOR = "author";
    static final String CREATED = "created";
    static final String RESOLVED = "resolved";
    static final String BODY = "body";
    static final String REPLIES = "replies";

    /** Copies the list. */
    public Comment {
        replies = List.copyOf(replies);
    }

    static Comment read(String id, Registers registers) {
        List<AnyValue> anchor = ValueReader.list(registers.get(ANCHOR));
        List<Reply> replies = new ArrayList<>();
        for (AnyValue value : ValueReader.list(registers.get(REPLIES))) {
            if (value instanceof AnyValue.Obj && replies.size() < MAX_REPLIES) {
                replies.add(Reply.read(value));
            }
        }
        return new Comment(
                id,
                new NodeId(ValueReader.text(registers.get(NODE), "", 64)),
                coordinate(anchor, 0),
                coordinate(anchor, 1),
                coordinate(anchor, 2),
                NodeReader.name(registers.get(AUTHOR), "Somebody"),
                ValueReader.whole(registers.get(CREATED), MAX_TIME),
                ValueReader.truth(registers.get(RESOLVED), false),
                ValueReader.text(registers.get(BODY), "", MAX_BODY),
                replies);
    }

    private static float coordinate(List<AnyValue> anchor, int index) {
        AnyValue value = index < anchor.size() ? anchor.get(index) : null;
        return ValueReader.number(value, 0, -NodeReader.MAX_LENGTH, NodeReader.MAX_LENGTH);
    }

    /**
     * An answer in a thread.
     *
     * @param id by which it can be taken out again; "" if its writer gave it none
     * @param created in milliseconds since 1970; 0 if unknown
     */
    public record Reply(String id, String author, long created, String body) {

        static Reply read(@Nullable AnyValue value) {
            return new Reply(
                    ValueReader.text(ValueReader.field(value, "id"), "", 64),
                    NodeReader.name(ValueReader.field(value, AUTHOR), "Somebody"),
                    ValueReader.whole(ValueReader.field(value, CREATED), MAX_TIME),
                    ValueReader.text(ValueReader.field(value, BODY), "", MAX_BODY));
        }
    }
}
