package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One node's values at one moment, clamped to what can be shown; immutable. */
public final class SceneNode {

    /** Flag: not drawn, and nothing below it. */
    public static final int HIDDEN = 1;

    /** Flag: not to be picked or edited by pointer. */
    public static final int LOCKED = 2;

    private final NodeId id;
    private final NodeKind kind;
    private final String kindName;
    private final @Nullable Primitive primitive;
    private final String name;
    private final Transform transform;
    private final int flags;
    private final Registers registers;

    SceneNode(
            NodeId id,
            NodeKind kind,
            String kindName,
            @Nullable Primitive primitive,
            String name,
            Transform transform,
            int flags,
            Registers registers) {
        this.id = id;
        this.kind = kind;
        this.kindName = kindName;
        this.primitive = primitive;
        this.name = name;
        this.transform = transform;
        this.flags = flags;
        this.registers = registers;
    }

    /** Which node this is. */
    public NodeId id() {
        return id;
    }

    /** What it is; EMPTY for kinds that this version doesn't know. */
    public NodeKind kind() {
        return kind;
    }

    /** What the document calls its kind, known or not. */
    public String kindName() {
        return kindName;
    }

    /** The shape of a mesh, null if it isn't one of ours. */
    public @Nullable Primitive primitive() {
        return primitive;
    }

    /** Its name, never empty. */
    public String name() {
        return name;
    }

    /** Where it stands; all numbers finite, the rotation of length 1. */
    public Transform transform() {
        return transform;
    }

    /** The flag bits. */
    public int flags() {
        return flags;
    }

    /** Whether the node itself is switched off. */
    public boolean hidden() {
        return (flags & HIDDEN) != 0;
    }

    /** Whether the node itself is locked. */
    public boolean locked() {
        return (flags & LOCKED) != 0;
    }

    /**
     * A parameter of the geometry, in its range.
     *
     * @param parameter name without the {@code g.}
     * @param orElse what a node without that parameter has
     */
    public float parameter(String parameter, float orElse) {
        AnyValue stored = registers.get(SchemaKeys.PARAMETER + parameter);
        float value = ValueReader.number(stored, orElse, 0, NodeReader.MAX_LENGTH);
        Primitive.Parameter known = primitive == null ? null : primitive.parameter(parameter);
        return known == null ? value : known.clamp(value);
    }

    /** A parameter of the geometry, or its default. */
    public float parameter(String parameter) {
        Primitive.Parameter known = primitive == null ? null : primitive.parameter(parameter);
        return parameter(parameter, known == null ? Primitive.defaultParameter(parameter) : known.orElse());
    }

    /** The mesh of a file that is this node's geometry, null if it has none. */
    public @Nullable AssetMesh assetMesh() {
        AnyValue geometry = kind == NodeKind.MESH ? registers.get(SchemaKeys.GEOMETRY) : null;
        String asset = ValueReader.hash(ValueReader.field(geometry, "asset"));
        return asset == null
                ? null
                : new AssetMesh(asset, (int) ValueReader.whole(ValueReader.field(geometry, "mesh"), 65535));
    }

    /** The id of the material that the node names, null if it names none. */
    public @Nullable String material() {
        return registers.get(SchemaKeys.MATERIAL) instanceof AnyValue.Str str
                        && !str.value().isEmpty()
                ? str.value()
                : null;
    }

    /** Everything that the document says of the node, by key, but for its place in the tree; a copy. */
    public Map<String, AnyValue> values() {
        return registers.asMap();
    }

    @Nullable AnyValue register(String key) {
        return registers.get(key);
    }

    /** How the node shines; of nodes that are lights. */
    public Light light() {
        return Light.read(registers.get(SchemaKeys.LIGHT));
    }

    /** What the node sees; of nodes that are cameras. */
    public Camera camera() {
        return Camera.read(registers.get(SchemaKeys.CAMERA));
    }
}
