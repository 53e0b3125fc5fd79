/** Running the server: its data folder, what it says when it starts, how it stops. */
@NullMarked
package dev.diorama.server.ops;

import org.jspecify.annotations.NullMarked;
