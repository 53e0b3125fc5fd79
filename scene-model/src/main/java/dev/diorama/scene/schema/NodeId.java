package dev.diorama.scene.schema;

/**
 * The name of a node in the document: the key of its map in {@code nodes}.
 *
 * @param value any text; what this editor makes is 17 characters of 0-9A-Za-z, about 101 random bits
 */
public record NodeId(String value) implements Comparable<NodeId> {

    /** The parent of the nodes at the top; not a node itself. */
    public static final NodeId ROOT = new NodeId("");

    /** The group that shows nodes that no edge connects to the root; in the view only, never in the document. */
    public static final NodeId RECOVERED = new NodeId("!recovered");

    /** Length of the ids this editor makes. */
    private static final int RANDOM_LENGTH = 17;

    /** Makes an id that nobody else makes. */
    public static NodeId random(RandomSource random) {
        char[] text = new char[RANDOM_LENGTH];
        for (int i = 0; i < text.length; i++) {
            text[i] = OrderKey.DIGITS.charAt(random.below(OrderKey.DIGITS.length()));
        }
        return new NodeId(new String(text));
    }

    /** By UTF-16 code unit, the order in which ties are broken. */
    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
