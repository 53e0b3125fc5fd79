package dev.diorama.scene.crdt;

/** A map with a name that stands in an XML tree. */
public final class YXmlHook extends YMap {

    private final String hookName;

    YXmlHook(String hookName) {
        this.hookName = hookName;
    }

    public String hookName() {
        return hookName;
    }

    @Override
    String name() {
        return hookName;
    }

    @Override
    public Kind kind() {
        return Kind.XML_HOOK;
    }
}
