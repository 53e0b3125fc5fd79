package dev.diorama.engine.editor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One visible row of the scene tree.
 *
 * @param kind as in the document: {@code group}, {@code mesh}, ...
 * @param primitive as in the document: {@code box}, ...; null unless it is a parametric primitive
 * @param depth 0 for children of the root
 * @param hidden whether the node itself is switched off
 * @param faded whether it is not seen because something above it is switched off
 * @param peerColors colours of the other people who have selected this node
 */
public record TreeRow(
        String id,
        String name,
        String kind,
        @Nullable String primitive,
        int depth,
        boolean expandable,
        boolean expanded,
        boolean selected,
        boolean hidden,
        boolean locked,
        boolean faded,
        List<String> peerColors) {}
