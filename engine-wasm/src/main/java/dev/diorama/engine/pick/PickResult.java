package dev.diorama.engine.pick;

/**
 * What a pick found.
 *
 * @param objectId the object as {@code SceneMirror} numbers it, 0 for none
 * @param depth the reversed depth there, from 1 at the near plane to 0 for nothing at all
 * @param right how much that changes to the next pixel on the same surface, {@code down} to the one below
 */
public record PickResult(int objectId, float depth, float right, float down) {
    /** The object id of none. */
    public static final int NONE = 0;
}
