package dev.diorama.server.relay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** The state of a document, packed for who can unpack it. */
final class PackedState {
    /** Fast: what is saved beyond this is not worth the time of those who join. */
    private static final int LEVEL = 3;

    private PackedState() {}

    /** Packs an update, as {@link ExtensionMessage#ZLIB}; takes long for a large one. */
    static byte[] pack(byte[] update) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(update.length / 3 + 64);
        Deflater deflater = new Deflater(LEVEL);
        try (DeflaterOutputStream packing = new DeflaterOutputStream(out, deflater)) {
            packing.write(update);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }
}
