package dev.diorama.scene.schema;

/** Names that the schema gives to things in the document. */
final class SchemaKeys {

    static final String NODES = "nodes";
    static final String META = "meta";

    static final String EDGE = "@";
    static final String ORDER = "o";
    static final String KIND = "k";
    static final String NAME = "n";
    static final String POSITION = "p";
    static final String ROTATION = "r";
    static final String SCALE = "s";
    static final String FLAGS = "v";
    static final String GEOMETRY = "g";
    static final String PARAMETER = "g.";

    static final String MATERIAL = "m";
    static final String LIGHT = "c:light";
    static final String CAMERA = "c:camera";

    static final String META_SCHEMA = "schema";
    static final String META_NAME = "name";
    static final String META_BACKGROUND = "background";
    static final String META_ENV_ASSET = "env.asset";
    static final String META_ENV_INTENSITY = "env.intensity";
    static final String META_ENV_ROTATION = "env.rotation";
    static final String META_ENV_SHOWN = "env.shown";
    static final String META_EPOCH = "epoch";

    /** The version of the schema that this code writes. */
    static final int VERSION = 1;

    private SchemaKeys() {}
}
