/** Rooms and sockets: the y-websocket wire, one writer per room, durable before anyone hears of it. */
@NullMarked
package dev.diorama.server.relay;

import org.jspecify.annotations.NullMarked;
