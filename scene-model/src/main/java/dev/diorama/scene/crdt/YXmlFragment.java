package dev.diorama.scene.crdt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of XML nodes. */
public sealed class YXmlFragment extends SharedType permits YXmlElement {

    YXmlFragment() {}

    @Override
    public Kind kind() {
        return Kind.XML_FRAGMENT;
    }

    /** Number of children. */
    public int size() {
        return length;
    }

    /** The child at a position; null if there is none. */
    public @Nullable SharedType child(int index) {
        return ListEditor.get(this, index) instanceof Chunk.Shared shared ? shared.type() : null;
    }

    /** Inserts a new, empty element before a position. */
    public YXmlElement insertElement(int index, String nodeName) {
        YXmlElement element = new YXmlElement(nodeName);
        insert(index, element);
        return element;
    }

    /** Inserts a new text before a position. */
    public YXmlText insertText(int index, String text) {
        YXmlText node = new YXmlText();
        doc().transactLocally(transaction -> {
            insert(index, node);
            node.insert(0, text);
        });
        return node;
    }

    /** Inserts a new hook, a map with a name, before a position. */
    public YXmlHook insertHook(int index, String hookName) {
        YXmlHook hook = new YXmlHook(hookName);
        insert(index, hook);
        return hook;
    }

    /** Removes children. */
    public void delete(int index, int count) {
        doc().transactLocally(transaction -> ListEditor.delete(transaction, this, index, count));
    }

    private void insert(int index, SharedType node) {
        doc().transactLocally(
                        transaction -> ListEditor.insert(transaction, this, index, List.of(new ContentType(node))));
    }
}
