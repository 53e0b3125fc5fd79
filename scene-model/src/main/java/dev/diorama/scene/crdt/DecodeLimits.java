package dev.diorama.scene.crdt;

/**
 * How much one update may hold; more is refused as malformed. The depth of any-values and the length of strings are limited by the
 * codec ({@link dev.diorama.scene.lib0.Lib0Reader}).
 *
 * @param bytes of the whole update
 * @param structs items and gaps in it
 * @param clients whose edits are in it
 * @param deleteRanges in its delete set
 */
public record DecodeLimits(int bytes, int structs, int clients, int deleteRanges) {

    /** One live edit of one person. */
    public static final DecodeLimits UPDATE = new DecodeLimits(4 << 20, 250_000, 1_000, 100_000);

    /** A whole document: an answer to a join, a stored state. */
    public static final DecodeLimits STATE = new DecodeLimits(64 << 20, 4_000_000, 100_000, 4_000_000);

    /** For bytes of our own. */
    static final DecodeLimits NONE =
            new DecodeLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
}
