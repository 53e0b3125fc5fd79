package dev.diorama.engine.editor;

import java.util.List;

/**
 * A person in the room.
 *
 * @param clientId unsigned 32 bits
 * @param color CSS colour
 * @param selection ids of selected nodes
 */
public record PeerInfo(long clientId, String name, String color, boolean self, List<String> selection) {}
