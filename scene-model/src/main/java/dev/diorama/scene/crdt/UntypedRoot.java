package dev.diorama.scene.crdt;

/** A root that came over the wire; becomes a map, array or text when somebody asks for it as such. */
final class UntypedRoot extends SharedType {

    @Override
    public Kind kind() {
        return Kind.UNTYPED;
    }
}
