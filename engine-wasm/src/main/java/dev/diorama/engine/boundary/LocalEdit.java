package dev.diorama.engine.boundary;

import dev.diorama.bindgen.WebType;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an update made here beside its bytes.
 *
 * @param gesture joins the updates of one action of this person; no other action has it. {@code null} for what nobody did, as a repair
 * @param path how a drag went whose end this update is; what is in it is in {@code docs/PROTOCOL.md}
 */
public record LocalEdit(
        @Nullable String gesture,
        @WebType("object") @Nullable String path) {}
