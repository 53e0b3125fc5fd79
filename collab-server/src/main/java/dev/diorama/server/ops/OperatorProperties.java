package dev.diorama.server.ops;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may see how the server is.
 *
 * @param token that an operator's programs show; empty: whoever asks from this machine is an operator
 */
@ConfigurationProperties("diorama.ops")
record OperatorProperties(@DefaultValue("") String token) {
    private static final int LEAST_BYTES = 16;

    /** Refuses a token that can be guessed. */
    OperatorProperties {
        if (!token.isEmpty() && token.length() < LEAST_BYTES) {
            throw new StartException(
                    "The operator's token is too short: characters=" + token.length() + ", at least " + LEAST_BYTES,
                    "Make one (openssl rand -hex 32) and set it as diorama.ops.token (or DIORAMA_OPS_TOKEN).",
                    new IllegalArgumentException("token"));
        }
    }

    @Override
    public String toString() {
        return "OperatorProperties[token=" + (token.isEmpty() ? "none" : "not shown") + "]";
    }
}
