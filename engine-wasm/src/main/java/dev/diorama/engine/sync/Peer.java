package dev.diorama.engine.sync;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another person says of themselves.
 *
 * @param color CSS hexadecimal colour, {@code #rrggbb}
 * @param drag null unless they drag something
 * @param camera null when they do not say
 * @param pointing null when they point at nothing
 */
public record Peer(
        long clientId,
        String name,
        String color,
        List<NodeId> selection,
        @Nullable DragPreview drag,
        @Nullable CameraPose camera,
        @Nullable Pointing pointing) {
    /** The name of somebody who gave none. */
    public static final String GUEST = "Guest";

    /** The colour of somebody who gave none. */
    public static final String DEFAULT_COLOR = "#9aa0a6";

    static final AnyValue NOTHING = new AnyValue.Null();

    private static final int MAX_NAME = 64;
    private static final int MAX_SELECTION = 20_000;

    /** Reads a state as far as it makes sense. */
    static Peer of(long clientId, AnyValue state) {
        AnyValue user = field(state, "user");
        return new Peer(
                clientId,
                name(field(user, "name").string("")),
                color(field(user, "color").string("")),
                ids(field(state, "selection")),
                DragPreview.of(field(state, "drag")),
                CameraPose.of(field(state, "camera")),
                Pointing.of(field(state, "pointer")));
    }

    /** A field of an object; null's value when it is not there or this is no object. */
    static AnyValue field(AnyValue object, String name) {
        return object.fields().getOrDefault(name, NOTHING);
    }

    /** A name fit to be shown. */
    static String name(String text) {
        String trimmed = text.trim();
        return trimmed.isEmpty() ? GUEST : trimmed.substring(0, Math.min(MAX_NAME, trimmed.length()));
    }

    /** The colour as {@code #rrggbb}, or the default when it is anything else. */
    static String color(String text) {
        boolean valid = text.length() == 7 && text.charAt(0) == '#';
        for (int i = 1; valid && i < 7; i++) {
            valid = text.charAt(i) < 128 && Character.digit(text.charAt(i), 16) >= 0;
        }
        return valid ? text : DEFAULT_COLOR;
    }

    static List<NodeId> ids(AnyValue value) {
        List<NodeId> ids = new ArrayList<>();
        for (AnyValue element : value.elements()) {
            if (element instanceof AnyValue.Str id && ids.size() < MAX_SELECTION) {
                ids.add(new NodeId(id.value()));
            }
        }
        return List.copyOf(ids);
    }

    /** The colour as {@code 0xRRGGBB}. */
    public int rgb() {
        return rgb(color);
    }

    /** A colour as {@code 0xRRGGBB}; that of somebody without one if it is not of the form {@code #rrggbb}. */
    public static int rgb(String color) {
        return Integer.parseInt(color(color).substring(1), 16);
    }
}
