package dev.diorama.engine.editor;

import dev.diorama.bindgen.WebName;
import dev.diorama.bindgen.WebNumber;
import java.util.List;

/**
 * A person in the scene.
 *
 * @param clientId unsigned 32 bits
 * @param color {@code #rrggbb}
 * @param selection ids of the nodes that this person has selected
 */
@WebName("Peer")
public record PeerInfo(@WebNumber long clientId, String name, String color, boolean self, List<String> selection) {}
