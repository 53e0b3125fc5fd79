package dev.diorama.engine.boundary;

/** Stable codes of expected failures: the documentation of what the engine throws beside what every package does. */
enum ErrorCode {
    /** The browser has no WebGPU, or no adapter or device is to be had. */
    NO_WEBGPU,
    /** The graphics device is gone and no other is to be had; make a new engine from {@link Engine#encodeState}. */
    DEVICE_LOST,
    /** Bytes that are no update or message; nothing was changed. */
    BAD_UPDATE,
    /** No node has this id (any more). */
    UNKNOWN_NODE,
    /** The edit would break a rule of the scene, for example a node inside itself. */
    INVALID_EDIT,
    /** More bytes at once than can cross, or a sequence that is not there, or a question about a replay that is not open. */
    INVALID_ARGUMENT,
    /** The scene shown is a past one: close the replay to edit. Nothing was changed. */
    READ_ONLY
}
