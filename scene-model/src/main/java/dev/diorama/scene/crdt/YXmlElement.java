package dev.diorama.scene.crdt;

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
    public Kind kind() {
        return Kind.XML_ELEMENT;
    }
}
