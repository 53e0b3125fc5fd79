package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.DecodeException;
import java.util.List;

/** What can be done with updates without a document. Byte for byte as {@code mergeUpdates}, {@code diffUpdate} and so on of Yjs. */
public final class Updates {

    private Updates() {}

    /** One update that does what all of these do, in any order. */
    public static byte[] merge(List<byte[]> updates, UpdateFormat format) throws DecodeException {
        return UpdateMerger.merge(updates, format, DecodeLimits.STATE);
    }

    /** What somebody at {@code since} lacks of an update; all of its deletions are kept. */
    public static byte[] diff(byte[] update, StateVector since, UpdateFormat format) throws DecodeException {
        return UpdateDiffer.diff(update, since, format, DecodeLimits.STATE);
    }

    /** The state of a document to which nothing but this update was applied. */
    public static StateVector stateVector(byte[] update, UpdateFormat format) throws DecodeException {
        return UpdateDiffer.stateVector(update, format, DecodeLimits.STATE);
    }

    /** The same update in another format. */
    public static byte[] convert(byte[] update, UpdateFormat from, UpdateFormat to) throws DecodeException {
        return UpdateDiffer.convert(update, from, to, DecodeLimits.STATE);
    }
}
