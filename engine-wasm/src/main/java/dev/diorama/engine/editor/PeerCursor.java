package dev.diorama.engine.editor;

import dev.diorama.bindgen.WebNumber;
import dev.diorama.bindgen.WebTuple;

/**
 * Where the name of a person belongs who points at something: their client id, and device pixels of the canvas from its top left.
 */
@WebTuple
public record PeerCursor(@WebNumber long clientId, float x, float y) {}
