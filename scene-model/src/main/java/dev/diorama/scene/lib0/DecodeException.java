package dev.diorama.scene.lib0;

/** Bytes from outside that are not what the format says; nothing was changed by them. */
public class DecodeException extends Exception {

    private final int offset;

    /**
     * An error at a place in the input.
     *
     * @param message what is wrong, as "what: name=value"
     * @param offset index of the byte at which decoding stopped
     */
    public DecodeException(String message, int offset) {
        super(message + " at byte " + offset);
        this.offset = offset;
    }

    /** An error of the input as a whole. */
    protected DecodeException(String message) {
        super(message);
        this.offset = 0;
    }

    /** Index of the byte at which decoding stopped. */
    public int offset() {
        return offset;
    }
}
