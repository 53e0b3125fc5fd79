/**
 * The messages of the y-websocket wire (sync, awareness, auth) and both sides of a connection as state machines. No I/O.
 *
 * <p>Shape: {@link dev.diorama.scene.protocol.SyncProtocol} is frames to messages and back; {@link dev.diorama.scene.protocol.Awareness} is who
 * is present and says what. {@link dev.diorama.scene.protocol.ClientConnection} and {@link dev.diorama.scene.protocol.ServerConnection} put them
 * together around a document: whoever owns a socket hands each binary message to {@code receive}, gives them a {@link
 * dev.diorama.scene.protocol.FrameOutput} to send with, says when the socket opened or closed, passes changes of the awareness on to {@code
 * awarenessChanged}, and calls {@code tick} of the client's connection and of the awareness every few seconds.
 *
 * <p>Errors: a malformed frame gives a {@link dev.diorama.scene.lib0.DecodeException} and has changed nothing; close the socket then.
 *
 * <p>Threads: a connection and an awareness belong to the thread of their document.
 *
 * <p>Sources: {@code PROTOCOL.md} and the code of npm y-protocols 1.0; npm y-websocket 3 for frames, silence and delays between tries.
 */
@NullMarked
package dev.diorama.scene.protocol;

import org.jspecify.annotations.NullMarked;
