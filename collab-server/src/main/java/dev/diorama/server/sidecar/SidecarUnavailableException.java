package dev.diorama.server.sidecar;

/** The sidecar gave no answer that can be believed; the message says why. */
final class SidecarUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SidecarUnavailableException(String message) {
        super(message);
    }

    SidecarUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
