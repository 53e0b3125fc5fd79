package dev.diorama.engine.outline;

import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.SceneNode;
import dev.diorama.scene.schema.SceneView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for: words of the name, {@code type:} with the beginning of a kind or shape, {@code is:hidden} or {@code is:locked};
 * all of them at once, perhaps among some nodes only.
 */
public final class TreeFilter {
    private static final String TYPE = "type:";
    private static final String STATE = "is:";

    private final List<String> words = new ArrayList<>();
    private final @Nullable Set<String> among;

    /** Reads what was typed; nothing but nodes with these ids matches, if there is a list of them. */
    public TreeFilter(String query, @Nullable List<String> ids) {
        among = ids == null ? null : new HashSet<>(ids);
        String text = fold(query) + ' ';
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == ' ') {
                if (at > from) {
                    words.add(text.substring(from, at));
                }
                from = at + 1;
            }
        }
    }

    /** Whether nothing is searched for. */
    public boolean isEmpty() {
        return words.isEmpty() && among == null;
    }

    /** Whether that is searched for. */
    public boolean matches(SceneNode node) {
        if (among != null && !among.contains(node.id().value())) {
            return false;
        }
        for (String word : words) {
            boolean fits;
            if (word.startsWith(TYPE)) {
                String type = word.substring(TYPE.length());
                Primitive shape = node.primitive();
                fits = node.kindName().startsWith(type)
                        || (shape != null && shape.wireName().startsWith(type));
            } else if (word.startsWith(STATE)) {
                String state = word.substring(STATE.length());
                fits = (node.hidden() && "hidden".startsWith(state)) || (node.locked() && "locked".startsWith(state));
            } else {
                fits = fold(node.name()).contains(word);
            }
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** All nodes that match, in the order of the tree. */
    public List<NodeId> find(SceneView view) {
        List<NodeId> found = new ArrayList<>();
        ArrayDeque<NodeId> open = new ArrayDeque<>();
        open.push(NodeId.ROOT);
        while (!open.isEmpty()) {
            NodeId id = open.pop();
            if (!id.equals(NodeId.ROOT) && matches(view.node(id))) {
                found.add(id);
            }
            List<NodeId> children = view.children(id);
            for (int i = children.size() - 1; i >= 0; i--) {
                open.push(children.get(i));
            }
        }
        return found;
    }

    /** Small letters, of the Latin alphabet: the tables of all others are larger than all of this engine's trees. */
    private static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean capital = (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7);
            folded.append(capital ? (char) (c + 32) : c);
        }
        return folded.toString();
    }
}
