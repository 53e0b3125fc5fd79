/**
 * {@code @diorama/engine}: one {@code Engine}, one call per frame.
 *
 * <pre>{@code
 * import { Engine } from '@diorama/engine';
 * const engine = await Engine.create(canvas, { onSend: (m) => socket.send(m), onChange: (topics) => refresh(topics) });
 * engine.receive(bytes);        // whenever a message arrives
 * engine.renderFrame(dt);       // once per animation frame
 * }</pre>
 *
 * <p>Ids of nodes are opaque strings; {@code ''} is the root of the scene. Lengths are metres, angles radians, rotations unit quaternions
 * (x, y, z, w). Colours of the scene are linear 0..1, those of people {@code #rrggbb}. Positions on the canvas are device pixels, the
 * origin at the top left.
 */
@NullMarked
package dev.diorama.engine.boundary;

import org.jspecify.annotations.NullMarked;
