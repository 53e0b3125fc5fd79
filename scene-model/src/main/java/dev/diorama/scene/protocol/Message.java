package dev.diorama.scene.protocol;

import dev.diorama.scene.crdt.StateVector;

/** One message of the y-websocket wire. Byte arrays are handed over, not copied. */
public sealed interface Message {

    /** What the sender has; the receiver answers with {@link SyncStep2}. */
    record SyncStep1(StateVector stateVector) implements Message {}

    /** The answer to {@link SyncStep1}: everything that the asker lacked. */
    @SuppressWarnings("ArrayRecordComponent") // a message is read once and never compared
    record SyncStep2(byte[] update) implements Message {}

    /** One live edit. */
    @SuppressWarnings("ArrayRecordComponent") // a message is read once and never compared
    record SyncUpdate(byte[] update) implements Message {}

    /** Presence of clients; see {@link Awareness#apply}. */
    @SuppressWarnings("ArrayRecordComponent") // a message is read once and never compared
    record AwarenessMessage(byte[] update) implements Message {}

    /** The server refuses access. */
    record AuthDenied(String reason) implements Message {}

    /** Asks for the presence of everybody. */
    record QueryAwareness() implements Message {}

    /** A message of a type that this version does not know; to be ignored. */
    record Unknown(long type) implements Message {}
}
