package dev.diorama.server.sidecar;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 with the secret that server and sidecar share; what it is computed over stands in {@code docs/PROTOCOL.md}. */
final class Signature {
    static final int MIN_SECRET_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * Takes a secret.
     *
     * @throws dev.diorama.server.ops.StartException if it is too short
     */
    Signature(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_SECRET_BYTES) {
            throw SidecarSetup.badSecret();
        }
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Signature of lines, 64 hexadecimal digits. No line holds a line feed: rooms have no control characters. */
    String of(Object... lines) {
        StringBuilder text = new StringBuilder();
        for (Object line : lines) {
            text.append(text.isEmpty() ? "" : "\n").append(line);
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    /** Compares in a time that does not depend on where the two differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
