package dev.diorama.engine.replay;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Entries of a log in the form in which a replay takes them. */
public final class Entries {
    private Entries() {}

    /** Each preceded by its length. */
    public static byte[] of(List<byte[]> updates) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] update : updates) {
            for (int shift = 0; shift < 32; shift += 8) {
                out.write(update.length >>> shift);
            }
            out.writeBytes(update);
        }
        return out.toByteArray();
    }
}
