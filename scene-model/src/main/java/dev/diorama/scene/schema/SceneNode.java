package dev.diorama.scene.schema;

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
    private final String[] parameterNames;
    private final float[] parameterValues;

    SceneNode(
            NodeId id,
            NodeKind kind,
            String kindName,
            @Nullable Primitive primitive,
            String name,
            Transform transform,
            int flags,
            String[] parameterNames,
            float[] parameterValues) {
        this.id = id;
        this.kind = kind;
        this.kindName = kindName;
        this.primitive = primitive;
        this.name = name;
        this.transform = transform;
        this.flags = flags;
        this.parameterNames = parameterNames;
        this.parameterValues = parameterValues;
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
     * A parameter of the geometry, not negative.
     *
     * @param parameter name without the {@code g.}
     * @param orElse what a node without that parameter has
     */
    public float parameter(String parameter, float orElse) {
        for (int i = 0; i < parameterNames.length; i++) {
            if (parameterNames[i].equals(parameter)) {
                return parameterValues[i];
            }
        }
        return orElse;
    }

    /** A parameter of the geometry, or the default of the primitives. */
    public float parameter(String parameter) {
        return parameter(parameter, Primitive.defaultParameter(parameter));
    }
}
