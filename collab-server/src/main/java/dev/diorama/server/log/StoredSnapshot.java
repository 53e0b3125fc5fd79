package dev.diorama.server.log;

/**
 * A room's document as of one entry of its log, as it is stored.
 *
 * @param log identity of the log
 * @param sequence of the entry, the last that is in it
 * @param bytes the document, v2 encoding
 * @param digest of all that the bytes depend on; see {@link RoomSnapshots}
 */
// The record is a carrier and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record StoredSnapshot(String log, long sequence, byte[] bytes, byte[] digest) {}
