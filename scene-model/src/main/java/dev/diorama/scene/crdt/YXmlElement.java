package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import org.jspecify.annotations.Nullable;

/** An XML element: a name, attributes, children. */
public final class YXmlElement extends YXmlFragment {

    private final String nodeName;

    YXmlElement(String nodeName) {
        this.nodeName = nodeName;
    }

    public String nodeName() {
        return nodeName;
    }

    @Override
    String name() {
        return nodeName;
    }

    @Override
    public Kind kind() {
        return Kind.XML_ELEMENT;
    }

    /** The plain value of an attribute; null if there is none. All attributes: {@link #entries}. */
    public @Nullable AnyValue attribute(String key) {
        return mapAny(key);
    }

    public void setAttribute(String key, AnyValue value) {
        mapSet(key, content(value));
    }

    public void removeAttribute(String key) {
        mapRemove(key);
    }
}
