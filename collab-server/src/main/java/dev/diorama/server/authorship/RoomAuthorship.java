package dev.diorama.server.authorship;

import dev.diorama.scene.crdt.SharedType;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.crdt.YEvent;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.server.log.Author;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.RoomReplay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last change of every node of one room, up to some entry of its log. Not thread-safe.
 *
 * <p>It follows the events of a document to which the log is applied, entry by entry: whatever concerns a node's map, or what is in it, is
 * a change of the node. A removed value is one, too, which no id of a struct would tell.
 */
final class RoomAuthorship {
    private static final String NODES = "nodes";
    private static final Comparator<ChangedNode> NEWEST_FIRST = Comparator.comparingLong(
                    (ChangedNode node) -> node.change().sequence())
            .reversed()
            .thenComparing(ChangedNode::id);

    private final RoomName room;
    private final Map<String, LastChange> changes = new HashMap<>();
    private final Map<Author, Author> authors = new HashMap<>();
    private long sequence;
    private @Nullable LastChange current;

    RoomAuthorship(RoomName room) {
        this.room = room;
    }

    /** The last entry that was counted in; 0 before the first. */
    long sequence() {
        return sequence;
    }

    /** Number of nodes that are there. */
    int size() {
        return changes.size();
    }

    /** Goes on with a document that has all entries up to {@link #sequence} and gets its further ones from {@link #count}. */
    void follow(YDoc doc) {
        YMap nodes = doc.map(NODES);
        nodes.observeDeep((events, transaction) -> changed(nodes, events));
    }

    /**
     * Counts an entry in.
     *
     * @param doc one that is followed
     * @throws IllegalStateException if it is not the next one, or was never a valid update
     */
    void count(LoggedUpdate entry, YDoc doc) {
        if (entry.sequence() != sequence + 1) {
            throw new IllegalStateException(
                    "the log has a gap: room=" + room + ", expected=" + (sequence + 1) + ", found=" + entry.sequence());
        }
        Author author = authors.computeIfAbsent(entry.author(), same -> same);
        current = new LastChange(author, entry.timeMillis(), entry.sequence());
        try {
            doc.applyUpdate(entry.bytes(), null, RoomReplay.LIMITS);
        } catch (DecodeException e) {
            throw new IllegalStateException(
                    "the log holds a malformed update: room=" + room + ", sequence=" + entry.sequence(), e);
        }
        sequence = entry.sequence();
    }

    private void changed(YMap nodes, List<YEvent> events) {
        for (YEvent event : events) {
            if (event.target() == nodes) {
                for (String id : event.writtenKeys()) {
                    remember(nodes, id);
                }
            } else {
                SharedType inNodes = event.target();
                while (inNodes != null && inNodes.parent() != nodes) {
                    inNodes = inNodes.parent();
                }
                String id = inNodes == null ? null : inNodes.parentKey();
                if (id != null) {
                    remember(nodes, id);
                }
            }
        }
    }

    private void remember(YMap nodes, String id) {
        if (current != null && nodes.has(id)) {
            changes.put(id, current);
        } else {
            changes.remove(id);
        }
    }

    /** The nodes whose last change is asked for, the newest change first. */
    List<ChangedNode> find(Question question) {
        List<ChangedNode> found = new ArrayList<>();
        changes.forEach((id, change) -> {
            if (question.asksFor(change)) {
                found.add(new ChangedNode(id, change));
            }
        });
        found.sort(NEWEST_FIRST);
        return found;
    }
}
