package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import org.jspecify.annotations.Nullable;

/** Contents of single values that a document has decoded lately: equal small values, interned by the reader, share one. */
final class SharedContents {

    private static final int SLOTS = 1 << 10;
    private static final int LONGEST = 24;

    private static final ContentAny TRUE = new ContentAny(AnyValue.Bool.TRUE);
    private static final ContentAny FALSE = new ContentAny(AnyValue.Bool.FALSE);

    private @Nullable ContentAny @Nullable [] recent;

    ContentAny of(AnyValue value) {
        if (value instanceof AnyValue.Bool bool) {
            return bool.value() ? TRUE : FALSE;
        }
        if (value instanceof AnyValue.Str string && string.value().length() <= LONGEST) {
            return recent(value, string.value().hashCode());
        }
        if (value instanceof AnyValue.Arr list && list.values().size() <= 4) {
            return recent(value, System.identityHashCode(list));
        }
        return new ContentAny(value);
    }

    private ContentAny recent(AnyValue value, int hash) {
        if (recent == null) {
            recent = new ContentAny[SLOTS];
        }
        int at = (hash ^ (hash >>> 10)) & (SLOTS - 1);
        ContentAny content = recent[at];
        if (content == null || !content.holds(value)) {
            content = new ContentAny(value);
            recent[at] = content;
        }
        return content;
    }
}
