package dev.diorama.scene.crdt;

/** A text that stands in an XML tree. */
public final class YXmlText extends YText {

    YXmlText() {}

    @Override
    public Kind kind() {
        return Kind.XML_TEXT;
    }
}
