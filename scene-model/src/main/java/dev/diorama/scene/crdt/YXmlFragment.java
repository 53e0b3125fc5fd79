package dev.diorama.scene.crdt;

/** A list of XML nodes. */
public sealed class YXmlFragment extends SharedType permits YXmlElement {

    YXmlFragment() {}

    @Override
    public Kind kind() {
        return Kind.XML_FRAGMENT;
    }
}
