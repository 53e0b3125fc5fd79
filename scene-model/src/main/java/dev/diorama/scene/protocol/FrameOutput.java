package dev.diorama.scene.protocol;

/** Where a connection puts its frames: a socket, or its stand-in in a test. */
public interface FrameOutput {

    /** Sends one frame. */
    void send(byte[] frame);

    /** Closes the socket. */
    void close(String reason);
}
