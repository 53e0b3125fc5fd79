package dev.diorama.server.sidecar;

import dev.diorama.server.ops.StartException;

/** What can be wrong with the sidecar's configuration, with what a person can do about it. */
final class SidecarSetup {
    private SidecarSetup() {}

    static StartException badAddress(String url) {
        return new StartException(
                "The sidecar's address is not one: diorama.sidecar.url=" + url,
                "Give it as http://HOST:8090 (--diorama.sidecar.url or DIORAMA_SIDECAR_URL), or leave it out to run without a"
                        + " sidecar.",
                new IllegalArgumentException("no address"));
    }

    static StartException badSecret() {
        return new StartException(
                "There is a sidecar, but no secret of at least 16 bytes that is shared with it.",
                "Make one (openssl rand -hex 32) and give it to both: diorama.sidecar.secret (or DIORAMA_SIDECAR_SECRET) here,"
                        + " DIORAMA_SIDECAR_SECRET there.",
                new IllegalArgumentException("no secret"));
    }
}
